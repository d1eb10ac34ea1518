using PackageWall.Core.Feeds;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Core.Prefetch;

/// <summary>An artifact that a client will probably ask for.</summary>
/// <param name="Feed">From where.</param>
/// <param name="Package">Of which package.</param>
/// <param name="Version">Of which version.</param>
/// <param name="Artifact">Which file.</param>
internal sealed record PrefetchCandidate(Feed Feed, PackageName Package, UpstreamVersion Version, UpstreamArtifact Artifact)
{
    /// <summary>How it came to be one: the most certain goes first.</summary>
    public PrefetchReason Reason { get; init; } = PrefetchReason.Range;

    /// <summary>Whether it is still likely to be asked for; asked when its turn has come.</summary>
    public Func<bool> IsLikely { get; init; } = static () => true;

    /// <summary>Its unpacked bytes, about; 0 when nobody says.</summary>
    public long Size { get; init; }
}
