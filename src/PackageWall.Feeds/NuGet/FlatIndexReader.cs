using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>Reads flat indexes (NuGet docs, "Package content", enumerate package versions).</summary>
public static class FlatIndexReader
{
    /// <summary>Reads one.</summary>
    public static NuGetReading<FlatIndex> Read(ReadOnlyMemory<byte> bytes)
    {
        if (!JsonText.TryParse(bytes, out JsonDocument? document, out string reason))
        {
            return new NuGetReading<FlatIndex>.Failure(reason);
        }

        using (document)
        {
            if (document.RootElement.List("versions") is not { } list)
            {
                return new NuGetReading<FlatIndex>.Failure("the document has no list of versions");
            }

            var versions = new List<(PackageVersion, string)>(list.GetArrayLength());
            var seen = new HashSet<string>(StringComparer.Ordinal);
            int unreadable = 0;
            foreach (JsonElement entry in list.EnumerateArray())
            {
                string? text = entry.ValueKind == JsonValueKind.String ? entry.GetString() : null;
                if (!PackageVersion.TryParse(Ecosystem.NuGet, text, out PackageVersion? version))
                {
                    unreadable++;
                }
                else if (seen.Add(version.Value))
                {
                    versions.Add((version, text!));
                }
            }

            return new NuGetReading<FlatIndex>.Read(new FlatIndex(versions, unreadable));
        }
    }
}
