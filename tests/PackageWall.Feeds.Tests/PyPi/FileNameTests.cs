using PackageWall.Feeds.PyPi;
using PackageWall.Packages;

namespace PackageWall.Feeds.Tests.PyPi;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("pw_demo-1.0-py3-none-any.whl", "pw-demo", "1.0", null, "py3-none-any")]
    [InlineData("PW.Demo-1.0.0rc1-1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", "pw-demo", "1.0.0rc1", "1", "cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64")]
    [InlineData("pw_demo-1!2.0+cu118-py3-none-any.whl", "pw-demo", "1!2.0+cu118", null, "py3-none-any")]
    [InlineData("pw_demo-1.0_1-py3-none-any.whl", "pw-demo", "1.0.post1", null, "py3-none-any")]
    public void A_wheel_says_project_version_and_tags(string name, string project, string version, string? build, string tags)
    {
        WheelFileName.TryParse(name, out WheelFileName? wheel).ShouldBeTrue();
        (wheel!.Project.Value, wheel.Version.Value, wheel.Build, wheel.Tags).ShouldBe((project, version, build, tags));
    }

    [Theory]
    [InlineData("pw_demo-1.0.whl")]
    [InlineData("pw_demo-1.0-py3-none.whl")]
    [InlineData("pw_demo-1.0-x1-py3-none-any.whl")]
    [InlineData("pw_demo-1.0-1-2-py3-none-any.whl")]
    [InlineData("pw_demo--py3-none-any.whl")]
    [InlineData("pw_demo-new-py3-none-any.whl")]
    [InlineData("pw_demo-1.0-py3-none-any.WHL")]
    [InlineData("pw/demo-1.0-py3-none-any.whl")]
    [InlineData("pw_demo-1.0-py3-none-any.whl\n")]
    [InlineData("pw_demo-1.0\u212A-py3-none-any.whl")]
    public void What_is_no_wheel_is_none(string name) => WheelFileName.TryParse(name, out _).ShouldBeFalse();

    [Theory]
    [InlineData("pw_demo-1.0.tar.gz", "pw-demo", "1.0")]
    [InlineData("PW-Demo-1.0.zip", "pw-demo", "1.0")]
    [InlineData("pw.demo-1.0-1.tgz", "pw-demo", "1.0.post1")]
    [InlineData("pw--demo-1.0.dev3.tar.gz", "pw-demo", "1.0.dev3")]
    [InlineData("python-3-2.0.tar.gz", "python-3", "2.0")]
    public void An_sdist_is_split_where_its_project_ends(string name, string project, string version)
    {
        SdistFileName.TryParse(name, PackageName.Parse(Ecosystem.PyPi, project), out SdistFileName? sdist).ShouldBeTrue();
        sdist!.Version.Value.ShouldBe(version);
    }

    [Fact]
    public void An_sdist_of_a_longer_name_is_not_taken_for_a_shorter_project_s() =>
        SdistFileName.TryParse("python-3-2.0.tar.gz", PackageName.Parse(Ecosystem.PyPi, "python"), out _).ShouldBeFalse();

    [Theory]
    [InlineData("pw_demo-1.0.win32.zip")]
    [InlineData("pw_demo-1.0.linux-x86_64.tar.gz")]
    [InlineData("pw_demo-1.0.tar.bz2")]
    [InlineData("pw_demo_more-1.0.tar.gz")]
    [InlineData("pw_demo.tar.gz")]
    [InlineData("pw_demo-.tar.gz")]
    [InlineData("..tar.gz")]
    public void What_is_no_sdist_of_the_project_is_none(string name) =>
        DistributionFileName.TryParse(name, PackageName.Parse(Ecosystem.PyPi, "pw-demo"), out _).ShouldBeFalse();
}
