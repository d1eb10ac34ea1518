using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Testing.Registries;

/// <summary>
/// Plays the complete NuGet registry: every registration hive (gzip whether asked for or not, inlined below 128 versions, else pages
/// of 64), catalog leaves with <c>created</c>, the year 1900 for unlisted versions, search, autocomplete, vulnerability pages. Or the
/// partial copy: flat container and one hive that states neither dates nor hashes.
/// </summary>
public sealed class NuGetSource : FakeHost
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<NuGetRelease>> _packages = new(StringComparer.Ordinal);

    /// <summary>Answer as the partial copy of the registry does.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Resources that the service index lacks, by type without its version.</summary>
    public HashSet<string> Without { get; } = new(StringComparer.Ordinal);

    /// <summary>Advisories: lower-case id, advisory's address, severity, range.</summary>
    public List<(string Id, string Url, int Severity, string Range)> Advisories { get; } = [];

    /// <summary>The address of the service index.</summary>
    public Uri Index => new(Address, "v3/index.json");

    /// <summary>Starts a source.</summary>
    public static async Task<NuGetSource> RunAsync(bool isPartial = false)
    {
        var source = new NuGetSource { IsPartial = isPartial };
        await source.StartAsync();
        return source;
    }

    /// <summary>Publishes what a builder builds.</summary>
    public NuGetRelease Publish(NupkgBuilder package, DateTimeOffset created)
    {
        ArgumentNullException.ThrowIfNull(package);
        return Publish(package.Build(), created);
    }

    /// <summary>Publishes a package.</summary>
    public NuGetRelease Publish(byte[] nupkg, DateTimeOffset created)
    {
        var release = new NuGetRelease(nupkg, created);
        lock (_lock)
        {
            if (!_packages.TryGetValue(release.Id.ToLowerInvariant(), out List<NuGetRelease>? releases))
            {
                _packages[release.Id.ToLowerInvariant()] = releases = [];
            }

            releases.Add(release);
            releases.Sort((left, right) => left.Version.CompareTo(right.Version));
        }

        return release;
    }

    /// <inheritdoc/>
    protected override Task AnswerAsync(HttpContext context, string path)
    {
        string[] parts = Uri.UnescapeDataString(path.TrimStart('/')).Split('/');
        return parts switch
        {
            ["v3", "index.json"] => JsonAsync(context, NuGetDocuments.ServiceIndex(Address, IsPartial, Without)),
            ["v3-flatcontainer", var id, .. var rest] => FlatAsync(context, id, rest),
            ["v3", "registration5-gz-semver2", var id, .. var rest] => RegistrationAsync(context, parts[1], id, rest),
            _ when IsPartial => MissingAsync(context),
            ["v3", "registration5-semver1" or "registration5-gz-semver1", var id, .. var rest] => RegistrationAsync(context, parts[1], id, rest),
            ["v3", "catalog0", "data", ..] => CatalogAsync(context, string.Join('/', parts)),
            ["v3", "vulnerabilities", var page] => VulnerabilitiesAsync(context, page),
            ["query"] => SearchAsync(context),
            ["autocomplete"] => AutocompleteAsync(context),
            _ => MissingAsync(context),
        };
    }

    private NuGetRelease[] Releases(string id)
    {
        lock (_lock)
        {
            return _packages.TryGetValue(id, out List<NuGetRelease>? releases) ? [.. releases] : [];
        }
    }

    // Ids of another case are not found, as in the registry.
    private async Task FlatAsync(HttpContext context, string id, string[] rest)
    {
        NuGetRelease[] releases = Releases(id);
        NuGetRelease? release = rest.Length == 2 ? releases.FirstOrDefault(known => known.Version.Value == rest[0]) : null;
        if (rest is ["index.json"] && releases.Length > 0)
        {
            await JsonAsync(context, NuGetDocuments.FlatList(releases));
        }
        else if (release is not null && rest[1] == $"{id}.{release.Version.Value}.nupkg")
        {
            await Results.Bytes(release.Bytes, "application/octet-stream", enableRangeProcessing: true).ExecuteAsync(context);
        }
        else if (release is not null && rest[1] == $"{id}.nuspec" && !IsPartial)
        {
            await Results.Bytes(release.Nuspec, "application/xml").ExecuteAsync(context);
        }
        else
        {
            await MissingAsync(context);
        }
    }

    private async Task RegistrationAsync(HttpContext context, string name, string id, string[] rest)
    {
        bool gzip = name.Contains("-gz-", StringComparison.Ordinal) && !IsPartial;
        var hive = new Uri(Address, $"v3/{name}/");
        NuGetRelease[] releases = [.. Releases(id).Where(release => !release.IsSemVer2 || name.EndsWith("semver2", StringComparison.Ordinal))];
        JsonObject? document = rest switch
        {
            _ when releases.Length == 0 => null,
            ["index.json"] => NuGetDocuments.Registration(hive, id, releases, Address, IsPartial, page: null),
            ["page", var lower, var upper] => NuGetDocuments.Registration(hive, id, releases, Address, IsPartial, $"/page/{lower}/{upper}"),
            [var leaf] when !IsPartial && releases.FirstOrDefault(release => release.Version.Value + ".json" == leaf) is { } release => NuGetDocuments.Leaf(hive, release, Address),
            _ => null,
        };
        await (document is null ? MissingAsync(context) : JsonAsync(context, document, gzip));
    }

    private Task CatalogAsync(HttpContext context, string path)
    {
        lock (_lock)
        {
            return _packages.Values.SelectMany(releases => releases).FirstOrDefault(release => release.CatalogPath == path) is { } release
                ? JsonAsync(context, NuGetDocuments.CatalogLeaf(Address, release))
                : MissingAsync(context);
        }
    }

    private Task VulnerabilitiesAsync(HttpContext context, string page) => page switch
    {
        "index.json" => JsonAsync(context, new JsonArray(new JsonObject
        {
            ["@name"] = "base",
            ["@id"] = Address.AbsoluteUri + "v3/vulnerabilities/vulnerability.base.json",
            ["@updated"] = "2026-11-01T00:00:00Z",
            ["comment"] = "inert",
        })),
        "vulnerability.base.json" => JsonAsync(context, new JsonObject(Advisories.GroupBy(advisory => advisory.Id).Select(package =>
            KeyValuePair.Create<string, JsonNode?>(package.Key, new JsonArray([.. package.Select(advisory => new JsonObject
            {
                ["url"] = advisory.Url,
                ["severity"] = advisory.Severity,
                ["versions"] = advisory.Range,
            })]))))),
        _ => MissingAsync(context),
    };

    private Task SearchAsync(HttpContext context)
    {
        string text = context.Request.Query["q"].ToString();
        lock (_lock)
        {
            JsonNode[] hits = [.. _packages.Where(package => package.Key.Contains(text, StringComparison.OrdinalIgnoreCase))
                .Select(package => package.Value.FindAll(release => release.IsListed))
                .Where(releases => releases.Count > 0)
                .Select(releases => NuGetDocuments.SearchHit(Address, releases))];
            return JsonAsync(context, new JsonObject { ["totalHits"] = hits.Length, ["data"] = new JsonArray(hits) });
        }
    }

    private Task AutocompleteAsync(HttpContext context)
    {
        string id = context.Request.Query["id"].ToString();
        string text = context.Request.Query["q"].ToString();
        lock (_lock)
        {
            JsonNode[] data = id.Length > 0
                ? [.. Releases(id.ToLowerInvariant()).Where(release => release.IsListed).Select(release => (JsonNode)release.Spelling)]
                : [.. _packages.Values.Select(releases => releases[0].Id).Where(known => known.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(known => (JsonNode)known)];
            return JsonAsync(context, new JsonObject { ["totalHits"] = data.Length, ["data"] = new JsonArray(data) });
        }
    }

    private static Task MissingAsync(HttpContext context)
    {
        context.Response.StatusCode = 404;
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync("<?xml version=\"1.0\"?><Error><Code>BlobNotFound</Code></Error>");
    }

    private static async Task JsonAsync(HttpContext context, JsonNode document, bool gzip = false)
    {
        HttpResponse response = context.Response;
        byte[] body = Encoding.UTF8.GetBytes(document.ToJsonString());
        string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 8))}\"";
        response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = 304;
            return;
        }

        if (gzip)
        {
            using var packed = new MemoryStream();
            await using (var stream = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                await stream.WriteAsync(body);
            }

            body = packed.ToArray();
            response.Headers.ContentEncoding = "gzip";
        }

        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body);
        }
    }
}
