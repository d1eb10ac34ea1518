using PackageWall.Inspection.Reports;
using PackageWall.Packages;

namespace PackageWall.Inspection.Signatures;

/// <summary>One rule, as its file says it and ready to be asked.</summary>
internal sealed record Rule
{
    /// <summary>The name of its file without the extension.</summary>
    public required string Id { get; init; }

    /// <summary>One line for lists.</summary>
    public required string Title { get; init; }

    /// <summary>What it concludes; <see cref="Reports.Verdict.Clean"/> for a note.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Short names by which reports and documents refer to it.</summary>
    public required IReadOnlyList<string> Refs { get; init; }

    /// <summary>Ecosystems that it is of; empty for all.</summary>
    public IReadOnlyList<Ecosystem> Ecosystems { get; init; } = [];

    /// <summary>When the facts must run.</summary>
    public required ContextSet Contexts { get; init; }

    /// <summary>How near to each other they must stand.</summary>
    public required RuleScope Within { get; init; }

    /// <summary>What must hold.</summary>
    public required Condition When { get; init; }

    /// <summary>The sentence for a reviewer, with places to fill.</summary>
    public required string Says { get; init; }

    /// <summary>Why honest packages do not do this.</summary>
    public required string Why { get; init; }

    /// <summary>Whether its findings may be pinned as harmless for one package while their evidence stays the same.</summary>
    public bool IsPinnable { get; init; } = true;

    /// <summary>Where to read more.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Packages that must match.</summary>
    public required IReadOnlyList<RuleSample> Malicious { get; init; }

    /// <summary>Packages that look alike and must not match.</summary>
    public required IReadOnlyList<RuleSample> Benign { get; init; }
}
