using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>
/// Writes registrations of the versions that are not withheld, with every address ours. Short ones are inlined, long ones are
/// paged as the complete registry does it: up to 128 versions inlined, else pages of 64.
/// </summary>
public static class RegistrationWriter
{
    private const int InlineUpTo = 128;
    private const int PageSize = 64;

    /// <summary>Writes the index; false when no version is left: then the answer is 404 with the warning.</summary>
    public static bool TryWriteIndex(NuGetPackage package, DocumentView view, out byte[] document)
    {
        List<PackageVersion> visible = [.. NuGetVisible.Versions(package.Package, view)];
        List<PackageVersion[]> pages = [.. visible.Chunk(PageSize)];
        bool inline = visible.Count <= InlineUpTo;
        document = Write(inline ? visible.Count * 512 : 4096, json =>
        {
            string index = NuGetUrls.RegistrationIndex(view.Base, package.Id);
            json.WriteStartObject();
            json.WriteString("@id", index);
            WriteTypes(json, "catalog:CatalogRoot", "PackageRegistration", "catalog:Permalink");
            json.WriteNumber("count", pages.Count);
            json.WriteStartArray("items");
            foreach (PackageVersion[] page in pages)
            {
                WritePage(json, package, view, page, inline);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
        return visible.Count > 0;
    }

    /// <summary>
    /// Writes the page of all visible versions between two bounds; false when there are none. The bounds are those of an index that
    /// may be older than the latest decision, so they need not be visible themselves.
    /// </summary>
    public static bool TryWritePage(NuGetPackage package, DocumentView view, PackageVersion lower, PackageVersion upper, out byte[] document)
    {
        PackageVersion[] page = [.. NuGetVisible.Versions(package.Package, view).Where(version => version >= lower && version <= upper)];
        document = page.Length == 0 ? [] : Write(page.Length * 512, json => WritePage(json, package, view, page, withItems: true));
        return page.Length > 0;
    }

    /// <summary>Writes the leaf of one version; false when it is withheld or unknown.</summary>
    public static bool TryWriteLeaf(NuGetPackage package, DocumentView view, PackageVersion version, out byte[] document)
    {
        bool visible = NuGetVisible.Versions(package.Package, view).Contains(version);
        document = !visible ? [] : Write(512, json =>
        {
            UpstreamVersion upstream = package.Package.Versions.First(known => known.Version == version);
            json.WriteStartObject();
            json.WriteString("@id", NuGetUrls.RegistrationLeaf(view.Base, package.Id, version));
            WriteTypes(json, "Package", "catalog:Permalink");
            json.WriteBoolean("listed", upstream.IsListed);
            if (upstream.PublishedAt is { } published)
            {
                json.WriteString("published", Timestamps.Write(published));
            }

            json.WriteString("packageContent", NuGetUrls.Package(view.Base, package.Id, version));
            json.WriteString("registration", NuGetUrls.RegistrationIndex(view.Base, package.Id));
            json.WriteEndObject();
        });
        return visible;
    }

    private static void WritePage(Utf8JsonWriter json, NuGetPackage package, DocumentView view, PackageVersion[] page, bool withItems)
    {
        string registration = NuGetUrls.RegistrationIndex(view.Base, package.Id);
        json.WriteStartObject();
        json.WriteString("@id", NuGetUrls.RegistrationPage(view.Base, package.Id, page[0], page[^1]));
        json.WriteString("@type", "catalog:CatalogPage");
        json.WriteNumber("count", page.Length);
        json.WriteString("lower", page[0].Value);
        json.WriteString("upper", page[^1].Value);
        json.WriteString("parent", registration);
        if (withItems)
        {
            var addresses = new RegistrationAddresses(view.Base);
            Dictionary<string, UpstreamVersion> known = package.Package.Versions.ToDictionary(version => version.Version.Value);
            json.WriteStartArray("items");
            foreach (PackageVersion version in page)
            {
                WriteItem(json, package, view, known[version.Value], addresses, registration);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteItem(
        Utf8JsonWriter json, NuGetPackage package, DocumentView view, UpstreamVersion version, RegistrationAddresses addresses, string registration)
    {
        string leaf = NuGetUrls.RegistrationLeaf(view.Base, package.Id, version.Version);
        string content = NuGetUrls.Package(view.Base, package.Id, version.Version);
        RegistrationLeaf? known = package.Leaves.GetValueOrDefault(version.Version.Value);
        json.WriteStartObject();
        json.WriteString("@id", leaf);
        json.WriteString("@type", "Package");
        json.WriteStartObject("catalogEntry");
        json.WriteString("@id", leaf);
        json.WriteString("@type", "PackageDetails");
        json.WriteString("version", known?.Spelling ?? version.Version.Value);
        json.WriteBoolean("listed", version.IsListed);
        json.WriteString("packageContent", content);
        if (version.PublishedAt is { } published)
        {
            json.WriteString("published", Timestamps.Write(published));
        }

        CatalogEntryCopy.Write(json, known?.Entry ?? default, package.Id, addresses);
        json.WriteEndObject();
        json.WriteString("packageContent", content);
        json.WriteString("registration", registration);
        json.WriteEndObject();
    }

    private static void WriteTypes(Utf8JsonWriter json, params string[] types)
    {
        json.WriteStartArray("@type");
        foreach (string type in types)
        {
            json.WriteStringValue(type);
        }

        json.WriteEndArray();
    }

    private static byte[] Write(int expected, Action<Utf8JsonWriter> write)
    {
        using var output = new PooledOutput(expected);
        using (var json = new Utf8JsonWriter(output))
        {
            write(json);
        }

        return output.ToArray();
    }
}
