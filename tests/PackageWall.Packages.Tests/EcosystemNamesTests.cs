namespace PackageWall.Packages.Tests;

public sealed class EcosystemNamesTests
{
    [Fact]
    public void Every_ecosystem_is_read_back_from_its_name()
    {
        foreach (Ecosystem ecosystem in Enum.GetValues<Ecosystem>())
        {
            EcosystemNames.TryParse(ecosystem.Name(), out Ecosystem read).ShouldBeTrue();
            read.ShouldBe(ecosystem);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("NPM")]
    [InlineData("cargo")]
    public void Other_names_are_none(string? name) => EcosystemNames.TryParse(name, out _).ShouldBeFalse();
}
