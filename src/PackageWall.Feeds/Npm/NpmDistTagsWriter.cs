using System.Buffers;
using PackageWall.Feeds.Documents;

namespace PackageWall.Feeds.Npm;

/// <summary>Writes the tags of a package alone: <c>GET /-/package/{name}/dist-tags</c>.</summary>
public static class NpmDistTagsWriter
{
    /// <summary>Writes the document: one object, tag to version, the same tags as in the packument.</summary>
    public static void Write(IBufferWriter<byte> output, UpstreamPackage package, DocumentView view)
    {
        using var json = new JsonOutput(output);
        Write(json, NpmDistTags.Recompute(package, view));
        json.Flush();
    }

    internal static void Write(JsonOutput json, IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        json.StartObject();
        foreach ((string tag, string version) in tags)
        {
            json.Name(tag);
            json.String(version);
        }

        json.EndObject();
    }
}
