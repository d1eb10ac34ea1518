using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>
/// Joins the list that restore uses, which has no dates, with the registration, which may have some, and with catalog leaves where
/// they were fetched. The list decides which versions there are. A version without a date stays without one: then its package's
/// signature dates it, or first sight does.
/// </summary>
public static class NuGetPackageJoin
{
    /// <summary>Joins the documents of one package.</summary>
    /// <param name="id">The package.</param>
    /// <param name="flat">The list of versions.</param>
    /// <param name="leaves">All leaves of index and pages; empty when the upstream has no registrations.</param>
    /// <param name="packageBase">The upstream's package base address, with a trailing slash.</param>
    /// <param name="catalog">Catalog leaves that were fetched, by normalised version; may be empty.</param>
    public static NuGetPackage Join(
        PackageName id, FlatIndex flat, IReadOnlyList<RegistrationLeaf> leaves, Uri packageBase, IReadOnlyDictionary<string, CatalogLeaf> catalog)
    {
        Dictionary<string, RegistrationLeaf> byVersion = ByVersion(leaves);
        var versions = new List<UpstreamVersion>(flat.Versions.Count);
        foreach (var (version, spelling) in flat.Versions)
        {
            RegistrationLeaf? leaf = byVersion.GetValueOrDefault(version.Value);
            CatalogLeaf? entry = catalog.GetValueOrDefault(version.Value);

            // The date of the first push goes before the date of the last listing.
            DateTimeOffset? published = entry?.CreatedAt ?? leaf?.PublishedAt;
            var artifact = new UpstreamArtifact(NuGetUrls.FileName(id, version), new Uri(packageBase, NuGetUrls.PackagePath(id, version)))
            {
                Size = entry?.Size,
                Hashes = entry?.Hash is { } hash ? [hash] : [],
                UploadedAt = published,
            };
            versions.Add(new UpstreamVersion(version, spelling, [artifact]) { PublishedAt = published, IsListed = leaf?.IsListed ?? true });
        }

        return new NuGetPackage(new UpstreamPackage(id, versions) { Unreadable = flat.Unreadable }, byVersion);
    }

    // A version that a registration names twice with different dates has none that can be relied on.
    private static Dictionary<string, RegistrationLeaf> ByVersion(IReadOnlyList<RegistrationLeaf> leaves)
    {
        var byVersion = new Dictionary<string, RegistrationLeaf>(leaves.Count, StringComparer.Ordinal);
        foreach (RegistrationLeaf leaf in leaves)
        {
            if (!byVersion.TryAdd(leaf.Version.Value, leaf) && byVersion[leaf.Version.Value].PublishedAt != leaf.PublishedAt)
            {
                byVersion[leaf.Version.Value] = byVersion[leaf.Version.Value] with { PublishedAt = null };
            }
        }

        return byVersion;
    }
}
