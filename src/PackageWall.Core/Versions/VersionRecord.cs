using PackageWall.Core.Reviews;
using PackageWall.Core.Standings;

namespace PackageWall.Core.Versions;

/// <summary>All that the wall has recorded of one version. Immutable: a change makes a new record with a higher revision.</summary>
public sealed record VersionRecord
{
    /// <summary>Which version.</summary>
    public required VersionKey Key { get; init; }

    /// <summary>When the wall first heard of it.</summary>
    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>When it was published, or null when nobody has said.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Who said so.</summary>
    public DateSource DateSource { get; init; }

    /// <summary>Its files that were brought in, by file name.</summary>
    public IReadOnlyList<ArtifactRecord> Artifacts { get; init; } = [];

    /// <summary>Decisions of people, oldest first.</summary>
    public IReadOnlyList<Review> Reviews { get; init; } = [];

    /// <summary>The standing last recorded. The gate computes it anew: time alone may have changed it.</summary>
    public required Standing Standing { get; init; }

    /// <summary>Counts the changes of this record, from 1; a store refuses to write over a later one.</summary>
    public long Revision { get; init; }

    /// <summary>The file of that name, or null when it was not brought in.</summary>
    public ArtifactRecord? Artifact(string fileName) => Artifacts.FirstOrDefault(artifact => artifact.FileName == fileName);
}
