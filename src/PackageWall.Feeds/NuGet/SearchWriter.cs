using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>
/// Rewrites search results (NuGet docs, "Search"): withheld versions go, a package without any goes altogether, addresses become
/// ours, and fields that would lead to other hosts are left out.
/// </summary>
public static class SearchWriter
{
    private static readonly JsonMembers Members = new(
        "description", "summary", "title", "tags", "authors", "owners", "deprecation", "vulnerabilities");

    /// <summary>Rewrites one answer. An answer of another structure is a failure, never passed on.</summary>
    /// <param name="bytes">The upstream's answer.</param>
    /// <param name="mount">Where the feed is mounted.</param>
    /// <param name="isWithheld">Whether a version must not be shown.</param>
    public static NuGetReading<byte[]> Rewrite(ReadOnlyMemory<byte> bytes, Uri mount, Func<PackageName, PackageVersion, bool> isWithheld)
    {
        if (!JsonText.TryParse(bytes, out JsonDocument? document, out string reason))
        {
            return new NuGetReading<byte[]>.Failure(reason);
        }

        using (document)
        {
            if (document.RootElement.List("data") is not { } data)
            {
                return new NuGetReading<byte[]>.Failure("the search answer has no data");
            }

            List<SearchHit> hits = [.. data.EnumerateArray().Select(hit => SearchHit.Read(hit, isWithheld)).OfType<SearchHit>()];
            long total = document.RootElement.Count("totalHits") ?? hits.Count;
            var buffer = new ArrayBufferWriter<byte>(Math.Max(1024, bytes.Length));
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                json.WriteNumber("totalHits", Math.Max(hits.Count, total - (data.GetArrayLength() - hits.Count)));
                json.WriteStartArray("data");
                foreach (SearchHit hit in hits)
                {
                    Write(json, hit, mount);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            return new NuGetReading<byte[]>.Read(buffer.WrittenSpan.ToArray());
        }
    }

    private static void Write(Utf8JsonWriter json, SearchHit hit, Uri mount)
    {
        string registration = NuGetUrls.RegistrationIndex(mount, hit.Id);
        json.WriteStartObject();
        json.WriteString("@id", registration);
        json.WriteString("@type", "Package");
        json.WriteString("registration", registration);
        json.WriteString("id", hit.Spelling);
        json.WriteString("version", hit.Shown.Spelling);
        ReadOnlySpan<byte> source = JsonMarshal.GetRawUtf8Value(hit.Source);
        Span<Range> at = stackalloc Range[Members.Count];
        Members.Find(source, at);
        CatalogEntryCopy.WriteText(json, "description"u8, source[at[0]]);
        CatalogEntryCopy.WriteText(json, "summary"u8, source[at[1]]);
        CatalogEntryCopy.WriteText(json, "title"u8, source[at[2]]);
        CatalogEntryCopy.WriteTags(json, source[at[3]]);
        CatalogEntryCopy.WriteText(json, "authors"u8, source[at[4]]);
        CatalogEntryCopy.WriteStrings(json, "authors"u8, source[at[4]]);
        CatalogEntryCopy.WriteText(json, "owners"u8, source[at[5]]);
        CatalogEntryCopy.WriteStrings(json, "owners"u8, source[at[5]]);
        if (hit.Source.Count("totalDownloads") is { } downloads)
        {
            json.WriteNumber("totalDownloads", downloads);
        }

        if (hit.Source.Flag("verified") is { } verified)
        {
            json.WriteBoolean("verified", verified);
        }

        WritePackageTypes(json, hit.Source);
        CatalogEntryCopy.WriteDeprecation(json, source[at[6]]);
        CatalogEntryCopy.WriteVulnerabilities(json, source[at[7]]);
        json.WriteStartArray("versions");
        foreach (SearchVersion version in hit.Versions)
        {
            json.WriteStartObject();
            json.WriteString("@id", NuGetUrls.RegistrationLeaf(mount, hit.Id, version.Version));
            json.WriteString("version", version.Spelling);
            json.WriteNumber("downloads", version.Downloads);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePackageTypes(Utf8JsonWriter json, JsonElement source)
    {
        if (source.List("packageTypes") is not { } types)
        {
            return;
        }

        json.WriteStartArray("packageTypes");
        foreach (JsonElement type in types.EnumerateArray())
        {
            json.WriteStartObject();
            if (type.Text("name") is { } name)
            {
                json.WriteString("name", name);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
