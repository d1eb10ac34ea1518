using PackageWall.Inspection.Reports;

namespace PackageWall.Core.Versions;

/// <summary>One file of a version that was brought in.</summary>
public sealed record ArtifactRecord
{
    /// <summary>Its name.</summary>
    public required string FileName { get; init; }

    /// <summary>Lower-case hex: the name of its blob.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Size in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>When it was brought in.</summary>
    public required DateTimeOffset StoredAt { get; init; }

    /// <summary>When this file was uploaded as the upstream states it, or null: a file can be added to an old version.</summary>
    public DateTimeOffset? UploadedAt { get; init; }

    /// <summary>What is wrong between it and what the upstream promised, with both hashes; null when all is well.</summary>
    public string? Tampering { get; init; }

    /// <summary>Wheels: SHA-256 of the blob that holds its core metadata (PEP 658), taken from the inspected bytes; else null.</summary>
    public string? MetadataSha256 { get; init; }

    /// <summary>What its inspection found; null until one has ended.</summary>
    public InspectionSummary? Inspection { get; init; }
}

/// <summary>The part of an inspection report that decisions need; the whole report is kept by SHA-256.</summary>
/// <param name="Verdict">The conclusion.</param>
/// <param name="Score">Order in the review queue.</param>
/// <param name="Signatures">Revision of the signatures.</param>
/// <param name="InspectedAt">When it ended.</param>
/// <param name="Findings">One sentence per finding or reason, gravest first, at most ten.</param>
/// <param name="Rules">Ids of the rules that matched.</param>
/// <param name="IsQuietChange">Whether nothing that matters changed since the earlier version; null when there was none to compare with.</param>
public sealed record InspectionSummary(
    Verdict Verdict,
    int Score,
    string Signatures,
    DateTimeOffset InspectedAt,
    IReadOnlyList<string> Findings,
    IReadOnlyList<string> Rules,
    bool? IsQuietChange);
