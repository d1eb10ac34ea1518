using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>What the catalog says of one version.</summary>
/// <param name="Version">Normalised.</param>
/// <param name="CreatedAt">When it was first pushed: the one date that relisting does not move. Null when it cannot be.</param>
public sealed record CatalogLeaf(PackageVersion Version, DateTimeOffset? CreatedAt)
{
    /// <summary>Hash of the package as the registry gives it out, or null.</summary>
    public ArtifactHash? Hash { get; init; }

    /// <summary>Size in bytes, or null.</summary>
    public long? Size { get; init; }
}
