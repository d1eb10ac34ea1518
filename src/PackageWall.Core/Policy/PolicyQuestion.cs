using PackageWall.Core.Reviews;
using PackageWall.Core.Versions;
using PackageWall.Feeds.Definitions;
using PackageWall.Packages;

namespace PackageWall.Core.Policy;

/// <summary>Everything that the standing of a version depends on, beside the time.</summary>
public sealed record PolicyQuestion
{
    /// <summary>The package.</summary>
    public required PackageName Package { get; init; }

    /// <summary>The version.</summary>
    public required PackageVersion Version { get; init; }

    /// <summary>The feed's rules.</summary>
    public required FeedPolicy Policy { get; init; }

    /// <summary>When it was published, or null when nobody says.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When the wall first saw it, or null when it has not been recorded.</summary>
    public DateTimeOffset? FirstSeenAt { get; init; }

    /// <summary>Whether a version without any date may be asked for, because its package will date it (NuGet).</summary>
    public bool IsDatedByItsPackage { get; init; }

    /// <summary>Its files that were brought in.</summary>
    public IReadOnlyList<ArtifactRecord> Artifacts { get; init; } = [];

    /// <summary>Decisions of people, oldest first.</summary>
    public IReadOnlyList<Review> Reviews { get; init; } = [];

    /// <summary>Whether it was given out before: then withholding it is a recall.</summary>
    public bool WasReleased { get; init; }
}
