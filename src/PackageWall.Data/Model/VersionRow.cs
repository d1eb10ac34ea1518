namespace PackageWall.Data.Model;

/// <summary>A version record as a row. Times are microseconds since 0001-01-01 UTC, so that both databases keep the same.</summary>
internal sealed class VersionRow
{
    public required string Feed { get; init; }

    public required string Package { get; init; }

    public required string Version { get; init; }

    public required string Ecosystem { get; init; }

    public required long FirstSeenAt { get; init; }

    public long? PublishedAt { get; init; }

    public required string DateSource { get; init; }

    /// <summary>Published, or first seen when nobody says: the order of lists.</summary>
    public required long DatedAt { get; init; }

    public required string Standing { get; init; }

    public required string Because { get; init; }

    public long? Until { get; init; }

    public string? Refusal { get; init; }

    /// <summary>The highest score of its artifacts.</summary>
    public required int Score { get; init; }

    /// <summary>JSON, see <see cref="Versions.RecordJson"/>.</summary>
    public required string Artifacts { get; init; }

    /// <summary>JSON.</summary>
    public required string Reviews { get; init; }

    public required long Revision { get; init; }
}
