using System.Text.Json.Nodes;

namespace PackageWall.Testing.Registries;

/// <summary>Writes documents as the complete NuGet registry does, or as the partial copy of it.</summary>
internal static class NuGetDocuments
{
    private const int InlineBelow = 128;
    private const int PageSize = 64;

    public static JsonObject ServiceIndex(Uri at, bool isPartial, IReadOnlySet<string> without)
    {
        (string Type, string Path)[] all =
        [
            ("PackageBaseAddress/3.0.0", "v3-flatcontainer/"),
            ("RegistrationsBaseUrl/3.6.0", "v3/registration5-gz-semver2/"),
            ("RegistrationsBaseUrl", "v3/registration5-semver1/"),
            ("RegistrationsBaseUrl/3.0.0-beta", "v3/registration5-semver1/"),
            ("RegistrationsBaseUrl/3.0.0-rc", "v3/registration5-semver1/"),
            ("RegistrationsBaseUrl/3.4.0", "v3/registration5-gz-semver1/"),
            ("RegistrationsBaseUrl/Versioned", "v3/registration5-gz-semver2/"),
            ("SearchQueryService", "query"),
            ("SearchQueryService/3.0.0-beta", "query"),
            ("SearchQueryService/3.0.0-rc", "query"),
            ("SearchQueryService/3.5.0", "query"),
            ("SearchAutocompleteService", "autocomplete"),
            ("SearchAutocompleteService/3.5.0", "autocomplete"),
            ("Catalog/3.0.0", "v3/catalog0/index.json"),
            ("VulnerabilityInfo/6.7.0", "v3/vulnerabilities/index.json"),
            ("RepositorySignatures/5.0.0", "v3-index/repository-signatures/5.0.0/index.json"),
            ("PackagePublish/2.0.0", "api/v2/package"),
            ("ReadmeUriTemplate/6.13.0", "v3-flatcontainer/{lower_id}/{lower_version}/readme"),
            ("PackageDetailsUriTemplate/5.1.0", "packages/{id}/{version}?_src=template"),
        ];
        return new JsonObject
        {
            ["version"] = "3.0.0",
            ["resources"] = new JsonArray([.. all
                .Where((resource, number) => (!isPartial || number < 2) && !without.Contains(resource.Type.Split('/')[0]))
                .Select(resource => new JsonObject { ["@id"] = at.AbsoluteUri + resource.Path, ["@type"] = resource.Type })]),
            ["@context"] = new JsonObject { ["@vocab"] = "http://schema.nuget.example/services#" },
        };
    }

    public static JsonObject FlatList(IEnumerable<NuGetRelease> releases) => new()
    {
        ["versions"] = new JsonArray([.. releases.Select(release => (JsonNode)release.Version.Value)]),
    };

    /// <summary>Index and, where it does not inline them, pages: null for a page that there is not.</summary>
    public static JsonObject? Registration(Uri hive, string id, IReadOnlyList<NuGetRelease> releases, Uri at, bool isPartial, string? page)
    {
        bool inline = isPartial || releases.Count < InlineBelow;
        string index = $"{hive.AbsoluteUri}{id}/index.json";
        List<JsonObject> pages = [.. releases.Chunk(isPartial ? int.MaxValue : PageSize).Select(chunk =>
            Page(hive, id, chunk, at, isPartial, index, withItems: inline || page is not null))];
        if (page is not null)
        {
            return pages.Find(known => ((string)known["@id"]!).EndsWith(page, StringComparison.Ordinal));
        }

        return new JsonObject
        {
            ["@id"] = index,
            ["@type"] = new JsonArray("catalog:CatalogRoot", "PackageRegistration", "catalog:Permalink"),
            ["count"] = pages.Count,
            ["items"] = new JsonArray([.. pages]),
        };
    }

    public static JsonObject Leaf(Uri hive, NuGetRelease release, Uri at) => new()
    {
        ["@id"] = $"{hive.AbsoluteUri}{release.Id.ToLowerInvariant()}/{release.Version.Value}.json",
        ["@type"] = new JsonArray("Package", "http://schema.nuget.example/catalog#Permalink"),
        ["catalogEntry"] = at.AbsoluteUri + release.CatalogPath,
        ["listed"] = release.IsListed,
        ["packageContent"] = Content(at, release),
        ["published"] = release.PublishedText,
        ["registration"] = $"{hive.AbsoluteUri}{release.Id.ToLowerInvariant()}/index.json",
    };

    public static JsonObject CatalogLeaf(Uri at, NuGetRelease release) => new()
    {
        ["@id"] = at.AbsoluteUri + release.CatalogPath,
        ["@type"] = new JsonArray("PackageDetails", "catalog:Permalink"),
        ["catalog:commitTimeStamp"] = NuGetRelease.Text(release.Published),
        ["id"] = release.Id,
        ["version"] = release.Spelling,
        ["created"] = NuGetRelease.Text(release.Created),
        ["published"] = release.PublishedText,
        ["listed"] = release.IsListed,
        ["packageHash"] = release.Hash,
        ["packageHashAlgorithm"] = "SHA512",
        ["packageSize"] = release.Size,
    };

    public static JsonObject SearchHit(Uri at, IReadOnlyList<NuGetRelease> releases)
    {
        NuGetRelease newest = releases[^1];
        string registration = $"{at.AbsoluteUri}v3/registration5-gz-semver2/{newest.Id.ToLowerInvariant()}/";
        return new JsonObject
        {
            ["@id"] = registration + "index.json",
            ["@type"] = "Package",
            ["registration"] = registration + "index.json",
            ["id"] = newest.Id,
            ["version"] = newest.Spelling,
            ["description"] = "inert",
            ["iconUrl"] = at.AbsoluteUri + "v3-flatcontainer/icon",
            ["authors"] = new JsonArray("tests"),
            ["totalDownloads"] = 12,
            ["verified"] = false,
            ["packageTypes"] = new JsonArray(new JsonObject { ["name"] = "Dependency" }),
            ["versions"] = new JsonArray([.. releases.Select(release => new JsonObject
            {
                ["version"] = release.Spelling,
                ["downloads"] = 3,
                ["@id"] = registration + release.Version.Value + ".json",
            })]),
        };
    }

    private static JsonObject Page(Uri hive, string id, NuGetRelease[] releases, Uri at, bool isPartial, string index, bool withItems)
    {
        var page = new JsonObject
        {
            ["@id"] = $"{hive.AbsoluteUri}{id}/page/{releases[0].Version.Value}/{releases[^1].Version.Value}.json",
            ["@type"] = "catalog:CatalogPage",
            ["count"] = releases.Length,
            ["lower"] = releases[0].Version.Value,
            ["upper"] = releases[^1].Version.Value,
            ["parent"] = index,
        };
        if (withItems)
        {
            page["items"] = new JsonArray([.. releases.Select(release => Item(hive, release, at, isPartial))]);
        }

        return page;
    }

    private static JsonObject Item(Uri hive, NuGetRelease release, Uri at, bool isPartial)
    {
        var entry = new JsonObject
        {
            ["@id"] = at.AbsoluteUri + release.CatalogPath,
            ["id"] = release.Id,
            ["version"] = release.Spelling,
            ["listed"] = release.IsListed,
        };
        if (!isPartial)
        {
            entry["@type"] = "PackageDetails";
            entry["authors"] = "tests";
            entry["description"] = "inert";
            entry["iconUrl"] = at.AbsoluteUri + "v3-flatcontainer/icon";
            entry["projectUrl"] = "https://projects.example/";
            entry["packageContent"] = Content(at, release);
            entry["published"] = release.PublishedText;
            if (release.Dependencies.Count > 0)
            {
                entry["dependencyGroups"] = new JsonArray(new JsonObject
                {
                    ["targetFramework"] = ".NETStandard2.0",
                    ["dependencies"] = new JsonArray([.. release.Dependencies.Select(dependency => new JsonObject
                    {
                        ["id"] = dependency.Id,
                        ["range"] = dependency.Range,
                        ["registration"] = $"{hive.AbsoluteUri}{dependency.Id.ToLowerInvariant()}/index.json",
                    })]),
                });
            }
        }

        return new JsonObject
        {
            ["@id"] = $"{hive.AbsoluteUri}{release.Id.ToLowerInvariant()}/{release.Version.Value}.json",
            ["@type"] = "Package",
            ["catalogEntry"] = entry,
            ["packageContent"] = Content(at, release),
            ["registration"] = $"{hive.AbsoluteUri}{release.Id.ToLowerInvariant()}/index.json",
        };
    }

    private static string Content(Uri at, NuGetRelease release)
    {
        string id = release.Id.ToLowerInvariant();
        return $"{at.AbsoluteUri}v3-flatcontainer/{id}/{release.Version.Value}/{id}.{release.Version.Value}.nupkg";
    }
}
