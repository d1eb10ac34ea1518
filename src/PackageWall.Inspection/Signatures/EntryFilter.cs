using PackageWall.Inspection.Manifests;

namespace PackageWall.Inspection.Signatures;

/// <summary>What an entry point must be like to count for a condition.</summary>
internal sealed record EntryFilter
{
    /// <summary>Its kind.</summary>
    public required GlobSet Kinds { get; init; }

    /// <summary>Its command line.</summary>
    public GlobSet? Command { get; init; }

    /// <summary>Whether the earlier version must not have had it (true) or must have had it (false).</summary>
    public bool? New { get; init; }

    /// <summary>When it must run; null takes the rule's contexts.</summary>
    public ContextSet? Contexts { get; init; }

    /// <summary>Whether an entry point counts.</summary>
    public bool Accepts(EntryPoint entry, bool? isNew, ContextSet ruleContexts) =>
        Kinds.Matches(entry.Kind)
        && (Contexts ?? ruleContexts).Contains(entry.Context)
        && (New is null || isNew == New)
        && (Command is null || Command.Matches(entry.Command));
}
