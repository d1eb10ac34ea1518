using PackageWall.Packages;

namespace PackageWall.Feeds.Documents;

/// <summary>What an upstream says of a package, read from its document: the same shape for all ecosystems.</summary>
/// <param name="Name">The package.</param>
/// <param name="Versions">Its versions in the order of the document; entries that no client could name are left out and counted.</param>
public sealed record UpstreamPackage(PackageName Name, IReadOnlyList<UpstreamVersion> Versions)
{
    /// <summary>How many versions of the document were left out because their version or file name is not one.</summary>
    public int Unreadable { get; init; }

    /// <summary>npm: the tags as the upstream gives them.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
