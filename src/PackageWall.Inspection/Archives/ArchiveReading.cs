namespace PackageWall.Inspection.Archives;

/// <summary>An archive read from its first byte to its last.</summary>
public sealed record ArchiveReading
{
    /// <summary><c>tar.gz</c>, <c>tar</c>, <c>zip</c>, or <c>unknown</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The entries in the order of the archive. Complete unless a <c>Reject</c> anomaly says why not.</summary>
    public required IReadOnlyList<ArchiveEntry> Entries { get; init; }

    /// <summary>Everything odd about it.</summary>
    public required IReadOnlyList<ArchiveAnomaly> Anomalies { get; init; }

    /// <summary>Sum of the sizes of all files.</summary>
    public long UnpackedBytes { get; init; }
}
