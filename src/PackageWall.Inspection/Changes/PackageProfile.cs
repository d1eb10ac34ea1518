namespace PackageWall.Inspection.Changes;

/// <summary>What a version is and does, small enough to keep for every version: the next one is compared with it.</summary>
public sealed record PackageProfile
{
    /// <summary>Entry points as <c>kind file #hash</c>, where the hash is of the command or the target file's bytes.</summary>
    public IReadOnlyList<string> EntryPoints { get; init; } = [];

    /// <summary>Names of facts in contexts that run by themselves, as <c>context fact</c>.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>Hosts that live code names.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Dependencies as <c>group name</c>.</summary>
    public IReadOnlyList<string> Dependencies { get; init; } = [];

    /// <summary>Paths of native files.</summary>
    public IReadOnlyList<string> Natives { get; init; } = [];

    /// <summary>SHA-256 (first 16 hex digits) of every file by path.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// What would hold this version back and was there to see, as <c>rule hash of the evidence</c>. Where it was released all the same, the next version is
    /// not held back for it again.
    /// </summary>
    public IReadOnlyList<string> Held { get; init; } = [];

    /// <summary>A hash over all of it but its own version number, where something would hold this version back; else null.</summary>
    public string? Whole { get; init; }

    /// <summary>Sum of all sizes in bytes.</summary>
    public long Bytes { get; init; }
}
