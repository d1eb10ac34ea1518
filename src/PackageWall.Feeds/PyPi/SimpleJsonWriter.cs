using System.Text.Json;
using PackageWall.Feeds.Documents;

namespace PackageWall.Feeds.PyPi;

/// <summary>Project pages as <c>application/vnd.pypi.simple.v1+json</c>.</summary>
internal static class SimpleJsonWriter
{
    public static byte[] Write(ShownPage shown, DocumentView view)
    {
        SimplePage page = shown.Source;
        IReadOnlyList<ShownFile> files = shown.Files;
        using var output = new PooledOutput(1024 + (files.Count * 512));
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            WriteMeta(json, shown, view);
            json.WriteString("name", page.Name.Value);
            WriteStatus(json, page);
            json.WriteStartArray("versions");
            foreach (string version in files.Select(file => file.File.Version.Value).Distinct())
            {
                json.WriteStringValue(version);
            }

            json.WriteEndArray();
            json.WriteStartArray("files");
            foreach (ShownFile file in files)
            {
                WriteFile(json, file);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return output.ToArray();
    }

    // PEP 700 makes size and upload-time mandatory from 1.1 on (upload-time where known); without them all, the page is a 1.0 that
    // has some extra keys. PEP 691 reserves keys with an underscore for the index itself.
    private static void WriteMeta(Utf8JsonWriter json, ShownPage shown, DocumentView view)
    {
        bool complete = shown.Files.All(file => file.File.Size is not null && file.File.UploadedAt is not null);
        json.WriteStartObject("meta");
        json.WriteString("api-version", complete ? "1.1" : "1.0");
        if (shown.Notices.Count > 0)
        {
            json.WriteStartObject("_packagewall");
            json.WriteString("clock", shown.Source.StatesDates ? "published" : "first-seen");
            json.WriteBoolean("stale", view.IsStale);
            json.WriteStartArray("notices");
            foreach (string notice in shown.Notices)
            {
                json.WriteStringValue(notice);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter json, SimplePage page)
    {
        if (page.ProjectStatus is null)
        {
            return;
        }

        json.WriteStartObject("project-status");
        json.WriteString("status", page.ProjectStatus);
        if (page.ProjectStatusReason is not null)
        {
            json.WriteString("reason", page.ProjectStatusReason);
        }

        json.WriteEndObject();
    }

    private static void WriteFile(Utf8JsonWriter json, ShownFile shown)
    {
        PyPiFile file = shown.File;
        json.WriteStartObject();
        json.WriteString("filename", file.FileName);
        json.WriteString("url", shown.Url);
        json.WriteStartObject("hashes");
        foreach (ArtifactHash hash in file.Hashes.DistinctBy(hash => hash.Algorithm))
        {
            json.WriteString(hash.Algorithm, hash.Hex);
        }

        json.WriteEndObject();
        if (file.Size is { } size)
        {
            json.WriteNumber("size", size);
        }

        if (file.UploadedAt is { } uploaded)
        {
            json.WriteString("upload-time", Timestamps.Write(uploaded));
        }

        if (file.RequiresPython is not null)
        {
            json.WriteString("requires-python", file.RequiresPython);
        }

        if (shown is { IsYanked: true, YankedReason: not null })
        {
            json.WriteString("yanked", shown.YankedReason);
        }
        else
        {
            json.WriteBoolean("yanked", shown.IsYanked);
        }

        if (shown.MetadataSha256 is not null)
        {
            json.WriteStartObject("core-metadata");
            json.WriteString("sha256", shown.MetadataSha256);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
