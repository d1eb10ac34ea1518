using System.Buffers;
using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>Writes one version's manifest out of the packument: <c>GET /{name}/{version or tag}</c>. The same rules as for the packument.</summary>
public static class NpmManifestWriter
{
    /// <summary>Writes the manifest of a version, or of the version that a tag leads to after recomputing.</summary>
    public static ManifestWriting Write(
        IBufferWriter<byte> output, ReadOnlyMemory<byte> upstream, UpstreamPackage package, DocumentView view, string versionOrTag)
    {
        IReadOnlyList<KeyValuePair<string, string>> tags = NpmDistTags.Recompute(package, view);
        string? wanted = tags.FirstOrDefault(tag => tag.Key == versionOrTag).Value
            ?? (package.Tags.TryGetValue(versionOrTag, out string? target) ? target : versionOrTag);
        if (!PackageVersion.TryParse(Ecosystem.Npm, wanted, out PackageVersion? number)
            || package.Versions.FirstOrDefault(candidate => candidate.Version == number) is not { } version)
        {
            return new ManifestWriting.Missing();
        }

        if (view.Withheld.TryGetValue(version.Version.Value, out WithheldVersion? withheld))
        {
            return new ManifestWriting.Withheld(withheld, NpmDistTags.NewestAllowed(package, view, tags));
        }

        try
        {
            return Copy(output, upstream.Span, package, view, version)
                ? new ManifestWriting.Written(version.Version)
                : new ManifestWriting.Failed(PackumentFault.Changed, $"The packument does not hold {version.Spelling}.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return new ManifestWriting.Failed(PackumentFault.NotJson, "The packument is not JSON: " + e.Message);
        }
    }

    private static bool Copy(
        IBufferWriter<byte> output, ReadOnlySpan<byte> upstream, UpstreamPackage package, DocumentView view, UpstreamVersion version)
    {
        var reader = new Utf8JsonReader(upstream, JsonText.ReaderOptions);
        if (!reader.Read() || !Find(ref reader, "versions") || !Find(ref reader, version.Spelling))
        {
            return false;
        }

        using var json = new JsonOutput(output);
        new NpmVersionWriter(json, package, view.Base, PackumentForm.Full).Write(ref reader, upstream, version);
        json.Flush();
        return true;
    }

    // Moves to the value of a property of the object at the reader. Reading has shown that neither stands twice.
    private static bool Find(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (JsonText.NextProperty(ref reader))
        {
            bool found = JsonText.String(ref reader) == name;
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
