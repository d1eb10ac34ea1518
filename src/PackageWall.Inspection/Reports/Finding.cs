using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Reports;

/// <summary>A signature that matched, with the facts that made it match.</summary>
public sealed record Finding
{
    /// <summary>Id of the rule: the name of its file under <c>signatures/rules</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The rule's title.</summary>
    public required string Title { get; init; }

    /// <summary>What the rule concludes; <see cref="Verdict.Clean"/> for a note.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>A sentence that a reviewer can check.</summary>
    public required string Says { get; init; }

    /// <summary>The first place, for lists.</summary>
    public required string File { get; init; }

    /// <summary>Line of the first place.</summary>
    public int Line { get; init; }

    /// <summary>When the code runs.</summary>
    public Context Context { get; init; } = Context.Dormant;

    /// <summary>The facts.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>Hash of the whole evidence, by which it can be pinned; null for notes and for what may never be pinned.</summary>
    public string? EvidenceHash { get; init; }

    /// <summary>
    /// Whether the evidence is all there is to see. Not so where it says that something cannot be read: the same words then stand for whatever that
    /// holds in another version.
    /// </summary>
    public bool IsSelfContained { get; init; }

    /// <summary>Set when this evidence is pinned as harmless; then the finding is a note. See <c>signatures/baselines</c>.</summary>
    public PinnedAs? Pinned { get; init; }
}
