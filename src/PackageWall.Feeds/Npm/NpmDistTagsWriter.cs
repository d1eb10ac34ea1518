using System.Buffers;
using System.Text.Json;
using PackageWall.Feeds.Documents;

namespace PackageWall.Feeds.Npm;

/// <summary>Writes the tags of a package alone: <c>GET /-/package/{name}/dist-tags</c>.</summary>
public static class NpmDistTagsWriter
{
    /// <summary>Writes the document: one object, tag to version, the same tags as in the packument.</summary>
    public static void Write(IBufferWriter<byte> output, UpstreamPackage package, DocumentView view)
    {
        using var json = new Utf8JsonWriter(output, JsonText.WriterOptions);
        Write(json, [], NpmDistTags.Recompute(package, view));
    }

    internal static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> property, IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        if (property.IsEmpty)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartObject(property);
        }

        foreach ((string tag, string version) in tags)
        {
            json.WriteString(tag, version);
        }

        json.WriteEndObject();
    }
}
