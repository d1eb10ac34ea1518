using PackageWall.Feeds.PyPi;

namespace PackageWall.Feeds.Tests.PyPi;

public sealed class PyPiRequestPathTests
{
    [Theory]
    [InlineData("simple/", typeof(PyPiRequestPath.Root))]
    [InlineData("/simple/pw-demo/", typeof(PyPiRequestPath.Project))]
    [InlineData("simple/pw-demo/", typeof(PyPiRequestPath.Project))]
    [InlineData("simple/pw%2Ddemo/", typeof(PyPiRequestPath.Project))]
    [InlineData("simple/pw-demo", typeof(PyPiRequestPath.ProjectRedirect))]
    [InlineData("simple/PW_demo/", typeof(PyPiRequestPath.ProjectRedirect))]
    [InlineData("files/pw-demo/pw_demo-1.0.tar.gz", typeof(PyPiRequestPath.File))]
    [InlineData("files/pw-demo/pw_demo-1.0%2Bcu118-py3-none-any.whl", typeof(PyPiRequestPath.File))]
    [InlineData("files/pw-demo/pw_demo-1.0-py3-none-any.whl.metadata", typeof(PyPiRequestPath.Metadata))]
    [InlineData("pypi/pw-demo/json", typeof(PyPiRequestPath.LegacyJson))]
    [InlineData("pypi/pw-demo/1.0/json", typeof(PyPiRequestPath.LegacyJson))]
    [InlineData("files/pw-demo/other-1.0.tar.gz", typeof(PyPiRequestPath.Unknown))]
    [InlineData("", typeof(PyPiRequestPath.Unknown))]
    [InlineData("legacy/", typeof(PyPiRequestPath.Unknown))]
    [InlineData("simple/../../etc/", typeof(PyPiRequestPath.Invalid))]
    [InlineData("simple/%2e%2e/", typeof(PyPiRequestPath.Invalid))]
    [InlineData("simple/pw%252Ddemo/", typeof(PyPiRequestPath.Invalid))]
    [InlineData("simple/pw%0d%0aX-Evil:1/", typeof(PyPiRequestPath.Invalid))]
    [InlineData("simple/pw%2Fdemo/", typeof(PyPiRequestPath.Invalid))]
    [InlineData("simple/pw%5Cdemo/", typeof(PyPiRequestPath.Invalid))]
    [InlineData("simple/pw%zz/", typeof(PyPiRequestPath.Invalid))]
    [InlineData("simple/pw%/", typeof(PyPiRequestPath.Invalid))]
    [InlineData("simple/pw%c3%28/", typeof(PyPiRequestPath.Invalid))]
    [InlineData("simple//pw-demo/", typeof(PyPiRequestPath.Invalid))]
    [InlineData("simple/p\u00E4ckchen/", typeof(PyPiRequestPath.Invalid))]
    [InlineData("files/pw-demo/..%2F..%2Fpw_demo-1.0.tar.gz", typeof(PyPiRequestPath.Invalid))]
    public void A_path_is_one_of_those_we_serve_or_is_refused(string path, Type expected) => PyPiRequestPath.Parse(path).ShouldBeOfType(expected);

    [Fact]
    public void A_redirect_names_the_one_spelling() =>
        PyPiRequestPath.Parse("simple/PW..Demo").ShouldBeOfType<PyPiRequestPath.ProjectRedirect>().Target.ShouldBe("simple/pw-demo/");

    [Fact]
    public void A_metadata_path_names_its_file() =>
        PyPiRequestPath.Parse("files/pw-demo/pw_demo-1.0-py3-none-any.whl.metadata").ShouldBeOfType<PyPiRequestPath.Metadata>()
            .Distribution.FileName.ShouldBe("pw_demo-1.0-py3-none-any.whl");

    [Fact]
    public void A_very_long_path_is_refused() =>
        PyPiRequestPath.Parse("simple/" + new string('a', 5000) + "/").ShouldBeOfType<PyPiRequestPath.Invalid>();
}
