namespace PackageWall.Packages.Tests;

public sealed class PackageVersionTests
{
    [Fact]
    public void Versions_of_two_ecosystems_are_never_equal_and_have_no_order()
    {
        var npm = PackageVersion.Parse(Ecosystem.Npm, "1.0.0");
        var nuget = PackageVersion.Parse(Ecosystem.NuGet, "1.0.0");

        npm.ShouldNotBe(nuget);
        Should.Throw<ArgumentException>(() => npm.CompareTo(nuget));
    }

    [Fact]
    public void Operators_agree_with_the_order()
    {
        var early = PackageVersion.Parse(Ecosystem.PyPi, "1.0rc1");
        var late = PackageVersion.Parse(Ecosystem.PyPi, "1.0");
        var same = PackageVersion.Parse(Ecosystem.PyPi, "1.0.0");

        (early < late).ShouldBeTrue();
        (early <= late).ShouldBeTrue();
        (late > early).ShouldBeTrue();
        (late >= same).ShouldBeTrue();
        (late <= same).ShouldBeTrue();
        (late == same).ShouldBeTrue();
        (late != early).ShouldBeTrue();
        late.CompareTo(null).ShouldBe(1);
        late.Equals((object?)null).ShouldBeFalse();
    }

    [Fact]
    public void Parsing_what_is_no_version_says_what_and_whose() =>
        Should.Throw<FormatException>(() => PackageVersion.Parse(Ecosystem.NuGet, "x")).Message.ShouldBe("'x' is not a version of nuget.");

    [Fact]
    public void An_ecosystem_that_is_none_has_no_versions_and_no_names()
    {
        PackageVersion.TryParse((Ecosystem)9, "1.0.0", out _).ShouldBeFalse();
        PackageName.TryParse((Ecosystem)9, "a", out _).ShouldBeFalse();
    }
}
