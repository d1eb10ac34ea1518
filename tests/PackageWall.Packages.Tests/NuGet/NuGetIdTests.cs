namespace PackageWall.Packages.Tests.NuGet;

public sealed class NuGetIdTests
{
    [Theory]
    [InlineData("Newtonsoft.Json", "newtonsoft.json")]
    [InlineData("xunit", "xunit")]
    [InlineData("A_B-C.D", "a_b-c.d")]
    [InlineData("_", "_")]
    [InlineData("__init__", "__init__")]
    [InlineData("7zip", "7zip")]
    [InlineData("Пакет", "пакет")]
    public void Ids_are_folded_to_lower_case(string text, string value) => PackageName.Parse(Ecosystem.NuGet, text).Value.ShouldBe(value);

    [Fact]
    public void Ids_that_differ_in_case_are_one() =>
        PackageName.Parse(Ecosystem.NuGet, "Newtonsoft.Json").ShouldBe(PackageName.Parse(Ecosystem.NuGet, "NEWTONSOFT.json"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a..b")]
    [InlineData("a.-b")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("..")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\u200Bb")]
    [InlineData("a\u202Eb")]
    [InlineData("a+b")]
    public void What_is_no_id_is_refused(string? text) => PackageName.TryParse(Ecosystem.NuGet, text, out _).ShouldBeFalse();

    [Fact]
    public void An_id_longer_than_a_hundred_characters_is_refused()
    {
        PackageName.TryParse(Ecosystem.NuGet, new string('a', 100), out _).ShouldBeTrue();
        PackageName.TryParse(Ecosystem.NuGet, new string('a', 101), out _).ShouldBeFalse();
    }
}
