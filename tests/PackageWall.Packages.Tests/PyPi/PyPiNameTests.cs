namespace PackageWall.Packages.Tests.PyPi;

public sealed class PyPiNameTests
{
    // PEP 503, "Normalized Names".
    [Theory]
    [InlineData("requests", "requests")]
    [InlineData("Friendly-Bard", "friendly-bard")]
    [InlineData("FRIENDLY.BARD", "friendly-bard")]
    [InlineData("friendly_bard", "friendly-bard")]
    [InlineData("friendly--bard", "friendly-bard")]
    [InlineData("FrIeNdLy-._.-bArD", "friendly-bard")]
    [InlineData("zope.interface", "zope-interface")]
    [InlineData("a", "a")]
    [InlineData("0", "0")]
    public void Spellings_of_one_project_are_one_name(string text, string value) =>
        PackageName.Parse(Ecosystem.PyPi, text).ShouldBe(PackageName.Parse(Ecosystem.PyPi, value));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("_a")]
    [InlineData("a.")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("a\0b")]
    [InlineData("a%20b")]
    [InlineData("@a/b")]
    [InlineData("requésts")]
    [InlineData("requestѕ")]
    [InlineData("a[extra]")]
    public void What_is_no_name_is_refused(string? text) => PackageName.TryParse(Ecosystem.PyPi, text, out _).ShouldBeFalse();

    [Fact]
    public void A_name_that_is_too_long_is_refused() => PackageName.TryParse(Ecosystem.PyPi, new string('a', 201), out _).ShouldBeFalse();
}
