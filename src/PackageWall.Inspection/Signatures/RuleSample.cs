using PackageWall.Inspection.Reports;
using PackageWall.Packages;

namespace PackageWall.Inspection.Signatures;

/// <summary>A small package that shows what a rule is for.</summary>
internal sealed record RuleSample
{
    /// <summary>Where it stands in the rule's file.</summary>
    public required int Line { get; init; }

    /// <summary>Whose package.</summary>
    public required Ecosystem Ecosystem { get; init; }

    /// <summary>The name that its archive would have.</summary>
    public required string FileName { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<SampleFile> Files { get; init; }

    /// <summary>The files of the version before it; empty when it is the first.</summary>
    public IReadOnlyList<SampleFile> Earlier { get; init; } = [];

    /// <summary>Codes of oddities that its archive is taken to have, for rules that no list of files can show.</summary>
    public IReadOnlyList<string> Oddities { get; init; } = [];

    /// <summary>Dependencies that somebody knows to be doubtful.</summary>
    public IReadOnlyList<string> DoubtfulDependencies { get; init; } = [];

    /// <summary>The name that the registry gives it, or null.</summary>
    public string? ExpectedName { get; init; }

    /// <summary>The verdict on the whole package, when the rule's file says one; benign samples are clean unless it does.</summary>
    public Verdict? Verdict { get; init; }
}

/// <summary>A file of a sample.</summary>
internal sealed record SampleFile(string Path, ReadOnlyMemory<byte> Content);
