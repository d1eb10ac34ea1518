using PackageWall.Packages;

namespace PackageWall.Feeds.Documents;

/// <summary>One version as the upstream describes it.</summary>
/// <param name="Version">Normalised.</param>
/// <param name="Spelling">As the document spells it.</param>
/// <param name="Artifacts">Its files.</param>
public sealed record UpstreamVersion(PackageVersion Version, string Spelling, IReadOnlyList<UpstreamArtifact> Artifacts)
{
    private long _publishedAt;

    /// <summary>When it was published as the upstream states it; null when it states nothing or NuGet's 1900.</summary>
    public DateTimeOffset? PublishedAt
    {
        get => PackedTime.Read(_publishedAt);
        init => _publishedAt = PackedTime.Of(value);
    }

    /// <summary>npm's deprecation message, or null.</summary>
    public string? Deprecated { get; init; }

    /// <summary>NuGet: whether it is listed. Others: true.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>PyPI: every file of it is yanked. Others: false.</summary>
    public bool IsYanked { get; init; }

    /// <summary>For the reader that comes upon a version's date after the version, and hands nothing out before both are read.</summary>
    internal void Date(long packed) => _publishedAt = packed;
}
