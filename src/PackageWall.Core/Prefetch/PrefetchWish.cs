using PackageWall.Core.Feeds;
using PackageWall.Packages;

namespace PackageWall.Core.Prefetch;

/// <summary>Something to look up in a package's document, to find what a client will ask for.</summary>
/// <param name="Feed">In which feed.</param>
/// <param name="Package">Of which package.</param>
internal abstract record PrefetchWish(Feed Feed, PackageName Package)
{
    /// <summary>Unpacked bytes, about: the largest goes first. 0 when nobody says.</summary>
    public long Size { get; init; }

    /// <summary>Versions that a client has said it will install.</summary>
    internal sealed record Announced(Feed Feed, PackageName Package, IReadOnlyList<PackageVersion> Versions) : PrefetchWish(Feed, Package);

    /// <summary>npm: more ranges became known of a package whose document a client has already.</summary>
    internal sealed record Ranges(Feed Feed, PackageName Package) : PrefetchWish(Feed, Package);
}
