namespace PackageWall.Inspection.Archives;

/// <summary>How bad an oddity of an archive is.</summary>
public enum AnomalySeverity
{
    /// <summary>Every unpacker reads it alike; worth a line in the record.</summary>
    Note,

    /// <summary>A person should look: uncommon, or unpackers differ without harm being plain.</summary>
    Hold,

    /// <summary>Two unpackers would install different files, or the archive is broken.</summary>
    Reject,
}

/// <summary>Something in an archive that two unpackers could read differently, that is broken, or that no honest tool writes.</summary>
/// <param name="Code">Stable name, for example <c>zip.local-central-mismatch</c>, <c>tar.checksum</c>, <c>gzip.trailing</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Offset">Where it stands, in bytes from the start of the (decompressed, for tar) container.</param>
/// <param name="Entry">The entry it concerns as raw printable text, or null.</param>
/// <param name="Detail">What was found, in one sentence that a reviewer can check.</param>
public sealed record ArchiveAnomaly(string Code, AnomalySeverity Severity, long Offset, string? Entry, string Detail);
