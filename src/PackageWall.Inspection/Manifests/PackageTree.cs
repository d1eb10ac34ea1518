using PackageWall.Inspection.Archives;

namespace PackageWall.Inspection.Manifests;

/// <summary>The files of a package as an installer would lay them out, by path with forward slashes.</summary>
public sealed record PackageTree
{
    /// <summary>Files by path, npm's top folder taken off.</summary>
    public required IReadOnlyDictionary<string, PackageFile> Files { get; init; }

    /// <summary>The archive's oddities and those found while laying out: two top folders, names that fold together, links.</summary>
    public required IReadOnlyList<ArchiveAnomaly> Anomalies { get; init; }
}
