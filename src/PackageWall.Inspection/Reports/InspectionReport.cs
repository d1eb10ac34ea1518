using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Layers;
using PackageWall.Packages;

namespace PackageWall.Inspection.Reports;

/// <summary>
/// What an inspection found. Pure: the same bytes, rules and earlier version give the same report, so nothing here depends on
/// time or machine.
/// </summary>
public sealed record InspectionReport
{
    /// <summary>Whose package.</summary>
    public required Ecosystem Ecosystem { get; init; }

    /// <summary>Lower-case hex SHA-256 of the artifact.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Name that the package declares, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Version that the package declares, or null.</summary>
    public string? Version { get; init; }

    /// <summary>The conclusion.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Order in the review queue: the higher the sooner. Never decides anything.</summary>
    public int Score { get; init; }

    /// <summary>What matched, gravest first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Why it is inconclusive, one sentence each.</summary>
    public IReadOnlyList<string> Inconclusive { get; init; } = [];

    /// <summary>Oddities of the archive.</summary>
    public IReadOnlyList<ArchiveAnomaly> Anomalies { get; init; } = [];

    /// <summary>What was decoded.</summary>
    public IReadOnlyList<DecodedLayer> Layers { get; init; } = [];

    /// <summary>What the version is and does, to compare the next one with.</summary>
    public required PackageProfile Profile { get; init; }

    /// <summary>What it does that the earlier version did not; null when there was none to compare with.</summary>
    public PackageChange? Change { get; init; }

    /// <summary>Revision of the signatures it was judged by.</summary>
    public required string Signatures { get; init; }

    /// <summary>Number of files.</summary>
    public int Files { get; init; }

    /// <summary>Sum of their sizes in bytes.</summary>
    public long Bytes { get; init; }
}
