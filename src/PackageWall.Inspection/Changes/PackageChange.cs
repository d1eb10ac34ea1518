namespace PackageWall.Inspection.Changes;

/// <summary>What a version is or does that the earlier one did not. All lists are of things that are new, except where they say otherwise.</summary>
public sealed record PackageChange
{
    /// <summary>The version that it was compared with.</summary>
    public string? Earlier { get; init; }

    /// <summary>Entry points that run by themselves.</summary>
    public IReadOnlyList<string> EntryPoints { get; init; } = [];

    /// <summary>Capabilities of code that runs by itself.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>Hosts.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Dependencies.</summary>
    public IReadOnlyList<string> Dependencies { get; init; } = [];

    /// <summary>Native files.</summary>
    public IReadOnlyList<string> Natives { get; init; } = [];

    /// <summary>Files that appeared.</summary>
    public IReadOnlyList<string> AddedFiles { get; init; } = [];

    /// <summary>Files whose bytes changed.</summary>
    public IReadOnlyList<string> ChangedFiles { get; init; } = [];

    /// <summary>Files that went.</summary>
    public IReadOnlyList<string> RemovedFiles { get; init; } = [];

    /// <summary>True when nothing that runs by itself, no host, dependency or native file is new.</summary>
    public bool IsQuiet => EntryPoints.Count + Capabilities.Count + Hosts.Count + Dependencies.Count + Natives.Count == 0;
}
