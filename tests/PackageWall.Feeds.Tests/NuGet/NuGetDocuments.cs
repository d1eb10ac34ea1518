using System.Text;
using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.NuGet;
using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Feeds.Tests.NuGet;

/// <summary>Documents as a complete registry answers, and short ways to read them.</summary>
internal static class NuGetDocuments
{
    public static readonly PackageName Demo = PackageName.Parse(Ecosystem.NuGet, "PwDemo");
    public static readonly Uri Base = new("http://wall.example:8080/nuget/");
    public static readonly Uri IndexUrl = new("https://registry.example/v3/index.json");
    public static readonly Uri PackageBase = new("https://registry.example/v3-flatcontainer/");
    public static readonly Uri RegistrationUrl = new("https://registry.example/v3/registration5-gz-semver2/pwdemo/index.json");

    public const string ServiceIndex = """
        { "version": "3.0.0", "resources": [
          { "@id": "https://search.example/query", "@type": "SearchQueryService" },
          { "@id": "https://search.example/query35", "@type": "SearchQueryService/3.5.0" },
          { "@id": "https://search2.example/query35", "@type": "SearchQueryService/3.5.0" },
          { "@id": "https://search.example/autocomplete", "@type": "SearchAutocompleteService/3.5.0" },
          { "@id": "https://registry.example/v3/registration5/", "@type": "RegistrationsBaseUrl" },
          { "@id": "https://registry.example/v3/registration5-gz/", "@type": "RegistrationsBaseUrl/3.4.0" },
          { "@id": "https://registry.example/v3/registration5-gz-semver2", "@type": ["RegistrationsBaseUrl/3.6.0", "Other"] },
          { "@id": "https://registry.example/v3-flatcontainer/", "@type": "PackageBaseAddress/3.0.0" },
          { "@id": "https://registry.example/v3/catalog0/index.json", "@type": "Catalog/3.0.0" },
          { "@id": "https://registry.example/v3/vulnerabilities/index.json", "@type": "VulnerabilityInfo/6.7.0" },
          { "@id": "https://registry.example/v3-index/repository-signatures/5.0.0/index.json", "@type": "RepositorySignatures/5.0.0" },
          { "@id": "https://registry.example/api/v2/package", "@type": "PackagePublish/2.0.0" } ],
          "@context": { "@vocab": "http://schema.example/services#" } }
        """;

    public const string FlatIndex = """{ "versions": [ "1.0.0", "1.1.0", "1.2.0", "2.0.0-beta.1", "not a version", "1.0" ] }""";

    public static readonly string Registration = $$"""
        { "@id": "https://registry.example/v3/registration5-gz-semver2/pwdemo/index.json", "count": 2, "items": [
          { "@id": "https://registry.example/x#page/1.0.0/1.1.0", "count": 2, "lower": "1.0.0", "upper": "1.1.0", "items": [
            {{Leaf("1.0.0", "2020-01-01T10:00:00.123Z")}}, {{Leaf("1.1.0", "1900-01-01T00:00:00+00:00", listed: false)}} ] },
          { "@id": "https://registry.example/x#page/1.2.0/2.0.0-beta.1", "count": 2, "lower": "1.2.0", "upper": "2.0.0-beta.1", "items": [
            {{Leaf("1.2.0+build.5", "2026-11-20T10:00:00+00:00")}}, {{Leaf("2.0.0-Beta.1", "2026-11-20T11:00:00+00:00")}} ] } ] }
        """;

    public static string Leaf(string version, string published, bool listed = true) => $$"""
        { "@id": "https://registry.example/v3/registration5-gz-semver2/pwdemo/{{version}}.json", "@type": "Package",
          "commitTimeStamp": "2026-01-01T00:00:00Z",
          "catalogEntry": { "@id": "https://registry.example/v3/catalog0/data/pwdemo.{{version}}.json", "@type": "PackageDetails",
            "authors": "Päckchen & Co", "id": "PwDemo", "version": "{{version}}", "listed": {{(listed ? "true" : "false")}}, "published": "{{published}}",
            "iconUrl": "https://registry.example/icon", "licenseUrl": "https://licences.registry.example/MIT", "licenseExpression": "MIT",
            "projectUrl": "https://project.example/", "tags": ["one", "two"], "requireLicenseAcceptance": false, "packageContent": "https://registry.example/content",
            "dependencyGroups": [ { "@id": "https://registry.example/dep", "targetFramework": "net8.0", "dependencies": [
              { "@id": "https://registry.example/dep2", "id": "Other.Package", "range": "[1.0.0, )", "registration": "https://registry.example/reg/other" } ] } ],
            "deprecation": { "@id": "https://registry.example/depr", "message": "old", "reasons": ["Legacy"], "alternatePackage": { "id": "New", "range": "*" } },
            "vulnerabilities": [ { "@id": "https://registry.example/vuln", "advisoryUrl": "https://wall.example:8080/advisory", "severity": "2" } ] },
          "packageContent": "https://registry.example/v3-flatcontainer/pwdemo/{{version}}/pwdemo.{{version}}.nupkg",
          "registration": "https://registry.example/v3/registration5-gz-semver2/pwdemo/index.json" }
        """;

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static T Value<T>(NuGetReading<T> reading) => reading.ShouldBeOfType<NuGetReading<T>.Read>().Value;

    public static PackageVersion Version(string text) => PackageVersion.Parse(Ecosystem.NuGet, text);

    public static NuGetPackage Package() => NuGetPackageJoin.Join(
        Demo,
        Value(FlatIndexReader.Read(Utf8(FlatIndex))),
        Value(RegistrationReader.ReadIndex(Utf8(Registration), Demo, RegistrationUrl)).Leaves,
        PackageBase,
        new Dictionary<string, CatalogLeaf>());

    /// <summary>A package that has only a list, as partial copies of the registry give it.</summary>
    public static NuGetPackage Bare(PackageName id, params string[] versions) => NuGetPackageJoin.Join(
        id, new FlatIndex([.. versions.Select(version => (Version(version), version))], 0), [], PackageBase, new Dictionary<string, CatalogLeaf>());

    public static DocumentView View(params string[] withheld) => new()
    {
        Base = Base,
        Withheld = withheld.ToDictionary(version => Version(version).Value, version => new WithheldVersion(
            Version(version),
            RefusalReason.Cooling,
            "published 2026-11-20, new versions wait 7 days",
            new DateTimeOffset(2026, 11, 27, 10, 0, 0, TimeSpan.Zero),
            new Uri($"http://wall.example:8080/why/nuget/pwdemo/{version}"))),
    };

    public static JsonElement Parse(byte[] document)
    {
        using JsonDocument json = JsonDocument.Parse(document);
        return json.RootElement.Clone();
    }
}
