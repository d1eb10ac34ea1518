using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Signatures;

/// <summary>What a fact must be like to count for a condition.</summary>
internal sealed record FactFilter
{
    /// <summary>Its name.</summary>
    public required GlobSet Names { get; init; }

    /// <summary>What it is about.</summary>
    public GlobSet? Value { get; init; }

    /// <summary>The code as written or decoded.</summary>
    public GlobSet? Text { get; init; }

    /// <summary>A name that must flow into it.</summary>
    public GlobSet? From { get; init; }

    /// <summary>The file it stands in.</summary>
    public GlobSet? File { get; init; }

    /// <summary>Least number of layers of encoding over it.</summary>
    public int Depth { get; init; }

    /// <summary>Least length of its text or value.</summary>
    public int Length { get; init; }

    /// <summary>Whether the earlier version must not have had it (true) or must have had it (false). A fact nobody can compare is neither.</summary>
    public bool? New { get; init; }

    /// <summary>When it must run; null takes the rule's contexts.</summary>
    public ContextSet? Contexts { get; init; }

    /// <summary>Whether a fact whose name is known to match also matches in everything else.</summary>
    public bool Accepts(Fact fact, Context context, ContextSet ruleContexts) =>
        (FactNames.IsOfPackage(fact.Name) || (Contexts ?? ruleContexts).Contains(context))
        && fact.Depth >= Depth
        && (New is null || fact.IsNew == New)
        && (Length == 0 || fact.Evidence.Length >= Length || (fact.Value?.Length ?? 0) >= Length)
        && (Value is null || Value.Matches(fact.Value))
        && (Text is null || Text.Matches(fact.Evidence))
        && (File is null || File.Matches(fact.File))
        && (From is null || fact.From.Any(From.Matches));
}
