using System.Buffers;
using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>Writes the list that restore reads, without withheld versions.</summary>
public static class FlatIndexWriter
{
    /// <summary>Writes the list, oldest version first; false when no version is left: then the answer is 404 with the warning.</summary>
    public static bool TryWrite(UpstreamPackage package, DocumentView view, out byte[] document)
    {
        List<PackageVersion> visible = [.. NuGetVisible.Versions(package, view)];
        var buffer = new ArrayBufferWriter<byte>(64 + (visible.Count * 16));
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("versions");
            foreach (PackageVersion version in visible)
            {
                json.WriteStringValue(version.Value);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        document = buffer.WrittenSpan.ToArray();
        return visible.Count > 0;
    }
}
