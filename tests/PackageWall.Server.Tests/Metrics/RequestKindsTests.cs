using PackageWall.Packages;
using PackageWall.Server.Metrics;

namespace PackageWall.Server.Tests.Metrics;

/// <summary>What requests are counted as.</summary>
public sealed class RequestKindsTests
{
    [Theory]
    [InlineData(Ecosystem.Npm, "react", "Document")]
    [InlineData(Ecosystem.Npm, "@types%2fnode", "Document")]
    [InlineData(Ecosystem.Npm, "-/package/react/dist-tags", "Document")]
    [InlineData(Ecosystem.Npm, "react/-/react-19.0.0.tgz", "Artifact")]
    [InlineData(Ecosystem.Npm, "-/npm/v1/security/advisories/bulk", "Other")]
    [InlineData(Ecosystem.PyPi, "simple/requests/", "Document")]
    [InlineData(Ecosystem.PyPi, "files/requests/requests-2.0.0-py3-none-any.whl.metadata", "Document")]
    [InlineData(Ecosystem.PyPi, "files/requests/requests-2.0.0-py3-none-any.whl", "Artifact")]
    [InlineData(Ecosystem.PyPi, "pypi/requests/json", "Other")]
    [InlineData(Ecosystem.NuGet, "flat/demo/index.json", "Document")]
    [InlineData(Ecosystem.NuGet, "reg/demo/index.json", "Document")]
    [InlineData(Ecosystem.NuGet, "flat/demo/1.0.0/demo.1.0.0.nupkg", "Artifact")]
    [InlineData(Ecosystem.NuGet, "v3/index.json", "Other")]
    public void A_path_is_of_one_kind(Ecosystem ecosystem, string path, string kind) => RequestKinds.Of(ecosystem, path).ToString().ShouldBe(kind);
}
