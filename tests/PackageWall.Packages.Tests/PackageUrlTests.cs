namespace PackageWall.Packages.Tests;

public sealed class PackageUrlTests
{
    [Theory]
    [InlineData(Ecosystem.Npm, "react", "19.0.0", "pkg:npm/react@19.0.0")]
    [InlineData(Ecosystem.Npm, "@types/node", "1.0.0-rc.1", "pkg:npm/%40types/node@1.0.0-rc.1")]
    [InlineData(Ecosystem.Npm, "@types/node", null, "pkg:npm/%40types/node")]
    [InlineData(Ecosystem.PyPi, "Zope.Interface", "1!2.0+local.1", "pkg:pypi/zope-interface@1%212.0%2Blocal.1")]
    [InlineData(Ecosystem.NuGet, "Newtonsoft.Json", "13.0", "pkg:nuget/newtonsoft.json@13.0.0")]
    public void A_version_has_one_line_in_every_ecosystem(Ecosystem ecosystem, string name, string? version, string url) =>
        PackageUrl.For(PackageName.Parse(ecosystem, name), version is null ? null : PackageVersion.Parse(ecosystem, version)).ShouldBe(url);
}
