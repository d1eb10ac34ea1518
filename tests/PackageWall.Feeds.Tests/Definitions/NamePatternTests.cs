using PackageWall.Feeds.Definitions;
using PackageWall.Packages;

namespace PackageWall.Feeds.Tests.Definitions;

public sealed class NamePatternTests
{
    [Theory]
    [InlineData(Ecosystem.Npm, "@acme/*", "@acme/tool", true)]
    [InlineData(Ecosystem.Npm, "@acme/*", "@acme-x/tool", false)]
    [InlineData(Ecosystem.Npm, "acme*", "acme", true)]
    [InlineData(Ecosystem.Npm, "Acme", "acme", false)]
    [InlineData(Ecosystem.Npm, "*-internal", "tool-internal", true)]
    [InlineData(Ecosystem.Npm, "*-internal", "tool-internals", false)]
    [InlineData(Ecosystem.PyPi, "Acme_*", "acme.tools", true)]
    [InlineData(Ecosystem.PyPi, "Acme__Tools", "acme-tools", true)]
    [InlineData(Ecosystem.NuGet, "Acme.*", "acme.Core", true)]
    [InlineData(Ecosystem.NuGet, "Acme.*", "AcmeCore", false)]
    public void A_pattern_means_names_as_the_ecosystem_compares_them(Ecosystem ecosystem, string text, string name, bool meant)
    {
        NamePattern.TryNormalize(ecosystem, text, out string? pattern).ShouldBeTrue();

        NamePattern.Matches(pattern!, PackageName.Parse(ecosystem, name)).ShouldBe(meant);
        NamePattern.MatchesAny(["other", pattern!], PackageName.Parse(ecosystem, name)).ShouldBe(meant);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("**")]
    [InlineData("a**")]
    [InlineData("*a*")]
    [InlineData("a*b")]
    [InlineData("../*")]
    [InlineData("")]
    public void What_means_every_name_or_none_is_no_pattern(string text) => NamePattern.TryNormalize(Ecosystem.Npm, text, out _).ShouldBeFalse();
}
