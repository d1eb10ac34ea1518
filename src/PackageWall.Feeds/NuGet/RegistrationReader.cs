using System.Runtime.InteropServices;
using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>Reads registration indexes, pages and leaves of all hives (NuGet docs, "Package metadata").</summary>
public static class RegistrationReader
{
    private const int MaxPages = 4096;

    /// <summary>Reads an index; pages that are not inlined are named for the caller to fetch.</summary>
    public static NuGetReading<RegistrationIndex> ReadIndex(ReadOnlyMemory<byte> bytes, PackageName id, Uri documentUrl) => Read<RegistrationIndex>(bytes, root =>
    {
        if (root.List("items") is not { } pages || pages.GetArrayLength() > MaxPages)
        {
            return new NuGetReading<RegistrationIndex>.Failure("the registration has no list of pages");
        }

        var leaves = new List<RegistrationLeaf>();
        var missing = new List<Uri>();
        int unreadable = 0;
        foreach (JsonElement page in pages.EnumerateArray())
        {
            if (page.List("items") is { } items)
            {
                unreadable += ReadLeaves(items, id, documentUrl, leaves);
            }
            else if (NuGetValues.Url(documentUrl, page.Text("@id")) is { } url)
            {
                missing.Add(url);
            }
            else
            {
                return new NuGetReading<RegistrationIndex>.Failure("a page of the registration has neither items nor an address");
            }
        }

        return new NuGetReading<RegistrationIndex>.Read(new RegistrationIndex(leaves, missing, unreadable));
    });

    /// <summary>Reads a page that stands alone.</summary>
    public static NuGetReading<RegistrationIndex> ReadPage(ReadOnlyMemory<byte> bytes, PackageName id, Uri documentUrl) => Read<RegistrationIndex>(bytes, root =>
    {
        if (root.List("items") is not { } items)
        {
            return new NuGetReading<RegistrationIndex>.Failure("the page has no items");
        }

        var leaves = new List<RegistrationLeaf>();
        int unreadable = ReadLeaves(items, id, documentUrl, leaves);
        return new NuGetReading<RegistrationIndex>.Read(new RegistrationIndex(leaves, [], unreadable));
    });

    /// <summary>Reads a leaf that stands alone.</summary>
    public static NuGetReading<RegistrationLeaf> ReadLeaf(ReadOnlyMemory<byte> bytes, PackageName id, Uri documentUrl) => Read<RegistrationLeaf>(bytes, root =>
        ReadLeaf(root, id, documentUrl) is { } leaf
            ? new NuGetReading<RegistrationLeaf>.Read(leaf)
            : new NuGetReading<RegistrationLeaf>.Failure("the leaf names no version of this package"));

    private static NuGetReading<T> Read<T>(ReadOnlyMemory<byte> bytes, Func<JsonElement, NuGetReading<T>> read)
    {
        if (!JsonText.TryParse(bytes, out JsonDocument? document, out string reason))
        {
            return new NuGetReading<T>.Failure(reason);
        }

        using (document)
        {
            return read(document.RootElement);
        }
    }

    private static int ReadLeaves(JsonElement items, PackageName id, Uri documentUrl, List<RegistrationLeaf> leaves)
    {
        int unreadable = 0;
        foreach (JsonElement item in items.EnumerateArray())
        {
            if (ReadLeaf(item, id, documentUrl) is { } leaf)
            {
                leaves.Add(leaf);
            }
            else
            {
                unreadable++;
            }
        }

        return unreadable;
    }

    private static RegistrationLeaf? ReadLeaf(JsonElement item, PackageName id, Uri documentUrl)
    {
        JsonElement? member = item.Member("catalogEntry");
        JsonElement entry = member is { ValueKind: JsonValueKind.Object } ? member.Value : default;
        bool hasEntry = entry.ValueKind == JsonValueKind.Object;
        string? named = hasEntry ? entry.Text("id") : null;
        string? spelling = (hasEntry ? entry.Text("version") : null) ?? VersionFromUrl(NuGetValues.Url(documentUrl, item.Text("@id")));
        if ((named is not null && !NuGetValues.Names(named, id)) || !PackageVersion.TryParse(Ecosystem.NuGet, spelling, out PackageVersion? version))
        {
            return null;
        }

        string? publishedText = entry.Text("published") ?? item.Text("published");
        DateTimeOffset? published = Timestamps.Read(publishedText);
        bool unlistedByDate = publishedText?.StartsWith("1900-", StringComparison.Ordinal) == true;
        return new RegistrationLeaf(version, spelling!)
        {
            IsListed = !unlistedByDate && (entry.Flag("listed") ?? item.Flag("listed") ?? true),
            PublishedAt = published,
            PackageContent = NuGetValues.Url(documentUrl, item.Text("packageContent") ?? entry.Text("packageContent")),
            CatalogUrl = NuGetValues.Url(documentUrl, hasEntry ? entry.Text("@id") : item.Text("catalogEntry")),
            Entry = hasEntry ? JsonMarshal.GetRawUtf8Value(entry).ToArray() : default,
        };
    }

    // A leaf that stands alone names its version only in its address: …/{id}/{version}.json.
    private static string? VersionFromUrl(Uri? url)
    {
        string last = url is null ? "" : Uri.UnescapeDataString(url.Segments[^1]);
        return last.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? last[..^5] : null;
    }
}
