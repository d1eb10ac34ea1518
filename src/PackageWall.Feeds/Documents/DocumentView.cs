namespace PackageWall.Feeds.Documents;

/// <summary>What a document writer must know beside the upstream's bytes. Pure data: the same view and bytes give the same document.</summary>
public sealed record DocumentView
{
    /// <summary>Where the feed is mounted, absolute, with a trailing slash: <c>http://127.0.0.1:8080/npm/</c>.</summary>
    public required Uri Base { get; init; }

    /// <summary>Versions to withhold by normalised version (<see cref="PackageWall.Packages.PackageVersion.Value"/>).</summary>
    public required IReadOnlyDictionary<string, WithheldVersion> Withheld { get; init; }

    /// <summary>When a decision on any version of the package last changed, or null when there was none.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Whether the upstream could not be reached and this is its last known state.</summary>
    public bool IsStale { get; init; }
}
