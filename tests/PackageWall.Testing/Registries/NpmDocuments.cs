using System.Text.Json.Nodes;

namespace PackageWall.Testing.Registries;

/// <summary>Writes the documents of a package as the complete npm registry does, full and abbreviated.</summary>
internal static class NpmDocuments
{
    private static readonly string[] Abbreviated =
    [
        "name", "version", "dependencies", "acceptDependencies", "optionalDependencies", "devDependencies", "bundleDependencies",
        "peerDependencies", "peerDependenciesMeta", "bin", "directories", "engines", "cpu", "os", "libc", "_hasShrinkwrap", "funding",
    ];

    private static readonly string[] InstallScripts = ["preinstall", "install", "postinstall"];

    /// <summary>The packument.</summary>
    /// <param name="registry">The registry's address: its tarballs and attestations lie there.</param>
    /// <param name="name">Package.</param>
    /// <param name="releases">In order of publishing.</param>
    /// <param name="tags">Dist-tags.</param>
    /// <param name="slim">Whether the abbreviated form was asked for.</param>
    /// <param name="writeTime">How <c>time</c> is spelled.</param>
    public static JsonObject Packument(
        Uri registry, string name, IReadOnlyList<NpmRelease> releases, IReadOnlyDictionary<string, string> tags, bool slim, Func<DateTimeOffset, string> writeTime)
    {
        var versions = new JsonObject();
        foreach (NpmRelease release in releases)
        {
            versions[release.Version] = Version(registry, release, slim);
        }

        string modified = writeTime(releases.Max(release => release.PublishedAt));
        var tagNode = new JsonObject();
        foreach ((string tag, string version) in tags)
        {
            tagNode[tag] = version;
        }

        if (slim)
        {
            return new JsonObject { ["name"] = name, ["dist-tags"] = tagNode, ["versions"] = versions, ["modified"] = modified };
        }

        var time = new JsonObject { ["created"] = writeTime(releases.Min(release => release.PublishedAt)), ["modified"] = modified };
        foreach (NpmRelease release in releases)
        {
            time[release.Version] = writeTime(release.PublishedAt);
        }

        return new JsonObject
        {
            ["_id"] = name,
            ["_rev"] = $"{releases.Count}-0123456789abcdef",
            ["name"] = name,
            ["dist-tags"] = tagNode,
            ["versions"] = versions,
            ["time"] = time,
            ["maintainers"] = new JsonArray(new JsonObject { ["name"] = "mina", ["email"] = "mina@people.example" }),
            ["readme"] = $"# {name}\n\nAn inert package.",
            ["readmeFilename"] = "README.md",
            ["license"] = "MIT",
        };
    }

    /// <summary>One version of it.</summary>
    public static JsonObject Version(Uri registry, NpmRelease release, bool slim)
    {
        var version = new JsonObject();
        foreach ((string key, JsonNode? value) in release.Manifest)
        {
            if (!slim || Abbreviated.Contains(key))
            {
                version[key] = value?.DeepClone();
            }
        }

        if (release.Deprecated is not null)
        {
            version["deprecated"] = release.Deprecated;
        }

        if (slim && release.Manifest["scripts"] is JsonObject scripts && InstallScripts.Any(scripts.ContainsKey))
        {
            version["hasInstallScript"] = true;
        }

        if (!slim)
        {
            version["_id"] = $"{release.Name}@{release.Version}";
            version["_hasShrinkwrap"] = false;
            version["_npmUser"] = new JsonObject { ["name"] = "mina", ["email"] = "mina@people.example" };
        }

        version["dist"] = Dist(registry, release);
        return version;
    }

    private static JsonObject Dist(Uri registry, NpmRelease release) => new()
    {
        ["integrity"] = release.Integrity,
        ["shasum"] = release.Shasum,
        ["tarball"] = $"{registry}{release.Name}/-/{release.FileName}",
        ["fileCount"] = 2,
        ["unpackedSize"] = 512,
        ["signatures"] = new JsonArray(new JsonObject { ["keyid"] = "SHA256:inert", ["sig"] = "aW5lcnQ=" }),
        ["attestations"] = new JsonObject
        {
            ["url"] = $"{registry}-/npm/v1/attestations/{release.Name.Replace("/", "%2f", StringComparison.Ordinal)}@{release.Version}",
            ["provenance"] = new JsonObject { ["predicateType"] = "https://slsa.dev/provenance/v1" },
        },
    };
}
