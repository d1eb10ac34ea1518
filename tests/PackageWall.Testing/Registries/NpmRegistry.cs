using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PackageWall.Testing.Packages;

namespace PackageWall.Testing.Registries;

/// <summary>
/// Plays the complete npm registry: full and abbreviated packuments with times, validators, gzip and Vary, tarballs with ranges,
/// manifests, tags, keys, attestations, search and bulk audit. Faults come from <see cref="BrokenAnswers"/>.
/// </summary>
public sealed class NpmRegistry : FakeHost
{
    private const string SlimType = "application/vnd.npm.install-v1+json";
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<NpmRelease>> _packages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, string>> _tags = new(StringComparer.Ordinal);

    /// <summary>How <c>time</c> is spelled: as the registry does, or with an offset as some mirrors do.</summary>
    public Func<DateTimeOffset, string> WriteTime { get; set; } = time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>What the bulk audit says, by package name.</summary>
    public Dictionary<string, JsonArray> Advisories { get; } = new(StringComparer.Ordinal);

    /// <summary>Bodies of the bulk audits that were asked.</summary>
    public List<string> AuditQuestions { get; } = [];

    /// <summary>Starts a registry.</summary>
    public static async Task<NpmRegistry> RunAsync()
    {
        var registry = new NpmRegistry();
        await registry.StartAsync();
        return registry;
    }

    /// <summary>Publishes what a builder builds; the tag <c>latest</c> moves to it unless tags are named.</summary>
    public NpmRelease Publish(NpmPackageBuilder package, DateTimeOffset at, params string[] tags)
    {
        ArgumentNullException.ThrowIfNull(package);
        return Publish(package.Build(), at, tags);
    }

    /// <summary>Publishes a tarball.</summary>
    public NpmRelease Publish(byte[] tarball, DateTimeOffset at, params string[] tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        var release = new NpmRelease(tarball, at);
        lock (_lock)
        {
            if (!_packages.TryGetValue(release.Name, out List<NpmRelease>? releases))
            {
                _packages[release.Name] = releases = [];
                _tags[release.Name] = new Dictionary<string, string>(StringComparer.Ordinal) { ["latest"] = release.Version };
            }

            releases.Add(release);
            foreach (string tag in tags.Length == 0 ? ["latest"] : tags)
            {
                _tags[release.Name][tag] = release.Version;
            }
        }

        return release;
    }

    /// <summary>Removes a package or one of its versions, as the registry does with malware.</summary>
    public void Remove(string name, string? version = null)
    {
        lock (_lock)
        {
            if (version is null)
            {
                _packages.Remove(name);
            }
            else
            {
                _packages[name].RemoveAll(release => release.Version == version);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task AnswerAsync(HttpContext context, string path)
    {
        string[] parts = Uri.UnescapeDataString(path.TrimStart('/')).Split('/');
        if (parts[0] == "-")
        {
            await SystemAsync(context, string.Join('/', parts.AsSpan(1).ToArray()));
            return;
        }

        int used = parts[0].StartsWith('@') ? 2 : 1;
        string name = string.Join('/', parts.Take(used));
        NpmRelease[] releases;
        Dictionary<string, string> tags;
        lock (_lock)
        {
            releases = _packages.TryGetValue(name, out List<NpmRelease>? known) ? [.. known] : [];
            tags = releases.Length == 0 ? [] : new Dictionary<string, string>(_tags[name]);
        }

        string[] rest = [.. parts.Skip(used)];
        switch (rest)
        {
            case [] when releases.Length > 0:
                bool slim = context.Request.Headers.Accept.ToString().Contains(SlimType, StringComparison.Ordinal);
                DateTimeOffset modified = releases.Max(release => release.PublishedAt);
                await DocumentAsync(context, NpmDocuments.Packument(Address, name, releases, tags, slim, WriteTime), slim ? SlimType : "application/json", modified);
                break;
            case ["-", var file] when releases.FirstOrDefault(release => release.FileName == file) is { } release:
                await Results.Bytes(release.Tarball, "application/octet-stream", enableRangeProcessing: true).ExecuteAsync(context);
                break;
            case [var version] when releases.FirstOrDefault(release => release.Version == tags.GetValueOrDefault(version, version)) is { } release:
                await DocumentAsync(context, NpmDocuments.Version(Address, release, slim: false), "application/json", release.PublishedAt);
                break;
            default:
                await JsonAsync(context, 404, new JsonObject { ["error"] = "Not found" });
                break;
        }
    }

    private Task SystemAsync(HttpContext context, string path) => path switch
    {
        "ping" => JsonAsync(context, 200, []),
        "npm/v1/keys" => JsonAsync(context, 200, new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject { ["expires"] = null, ["keyid"] = "SHA256:inert", ["keytype"] = "ecdsa-sha2-nistp256", ["scheme"] = "ecdsa-sha2-nistp256", ["key"] = "aW5lcnQ=" }),
        }),
        "npm/v1/security/advisories/bulk" when HttpMethods.IsPost(context.Request.Method) => AuditAsync(context),
        "v1/search" => SearchAsync(context),
        _ when path.StartsWith("npm/v1/attestations/", StringComparison.Ordinal) => AttestationsAsync(context, path["npm/v1/attestations/".Length..]),
        _ when path.StartsWith("package/", StringComparison.Ordinal) && path.EndsWith("/dist-tags", StringComparison.Ordinal) =>
            TagsAsync(context, path["package/".Length..^"/dist-tags".Length]),
        _ => JsonAsync(context, 404, new JsonObject { ["error"] = "Not found" }),
    };

    private Task AttestationsAsync(HttpContext context, string subject)
    {
        lock (_lock)
        {
            int at = subject.LastIndexOf('@');
            return at > 0 && _packages.TryGetValue(subject[..at], out List<NpmRelease>? releases) && releases.Exists(release => release.Version == subject[(at + 1)..])
                ? JsonAsync(context, 200, new JsonObject { ["attestations"] = new JsonArray(new JsonObject { ["predicateType"] = "https://slsa.dev/provenance/v1" }) })
                : JsonAsync(context, 404, new JsonObject { ["error"] = "Not found" });
        }
    }

    private Task TagsAsync(HttpContext context, string name)
    {
        lock (_lock)
        {
            return _tags.TryGetValue(name, out Dictionary<string, string>? tags)
                ? JsonAsync(context, 200, new JsonObject(tags.Select(tag => KeyValuePair.Create<string, JsonNode?>(tag.Key, tag.Value))))
                : JsonAsync(context, 404, new JsonObject { ["error"] = "Not found" });
        }
    }

    private Task SearchAsync(HttpContext context)
    {
        string text = context.Request.Query["text"].ToString();
        lock (_lock)
        {
            JsonNode[] found =
            [
                .. _packages.Where(package => package.Key.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(package => new JsonObject
                {
                    ["package"] = new JsonObject { ["name"] = package.Key, ["version"] = package.Value[^1].Version, ["links"] = new JsonObject { ["npm"] = $"https://pages.example/package/{package.Key}" } },
                    ["score"] = new JsonObject { ["final"] = 1 },
                    ["searchScore"] = 1,
                }),
            ];
            return JsonAsync(context, 200, new JsonObject { ["objects"] = new JsonArray(found), ["total"] = found.Length, ["time"] = WriteTime(DateTimeOffset.UnixEpoch) });
        }
    }

    private async Task AuditAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        string body = await reader.ReadToEndAsync();
        var answer = new JsonObject();
        lock (_lock)
        {
            AuditQuestions.Add(body);
            foreach ((string name, JsonNode? _) in JsonNode.Parse(body)!.AsObject())
            {
                if (Advisories.TryGetValue(name, out JsonArray? advisories))
                {
                    answer[name] = advisories.DeepClone();
                }
            }
        }

        await JsonAsync(context, 200, answer);
    }

    private static async Task DocumentAsync(HttpContext context, JsonObject document, string contentType, DateTimeOffset modified)
    {
        HttpResponse response = context.Response;
        byte[] body = Encoding.UTF8.GetBytes(document.ToJsonString());
        string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"";
        response.Headers.ETag = tag;
        response.Headers.LastModified = modified.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "public, max-age=300";
        response.Headers.Vary = "accept-encoding, accept";
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = 304;
            return;
        }

        response.ContentType = contentType;
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                await gzip.WriteAsync(body);
            }

            body = packed.ToArray();
            response.Headers.ContentEncoding = "gzip";
        }

        await BodyAsync(context, body);
    }

    private static Task JsonAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return BodyAsync(context, Encoding.UTF8.GetBytes(body.ToJsonString()));
    }

    private static async Task BodyAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body);
        }
    }
}
