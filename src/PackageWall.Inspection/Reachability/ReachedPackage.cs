using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Reachability;

/// <summary>All facts of a package's files with the context and the way in which they run.</summary>
internal sealed record ReachedPackage
{
    /// <summary>Every fact, by file and line; each carries the most dangerous context of all entry points that reach it.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>What each entry point reaches, the most dangerous first.</summary>
    public required IReadOnlyList<Component> Components { get; init; }

    /// <summary>The most dangerous context of every file that something reaches.</summary>
    public required IReadOnlyDictionary<string, Context> Files { get; init; }

    /// <summary>Why something that runs by itself could not be followed to its end; any line makes the package inconclusive.</summary>
    public required IReadOnlyList<string> Unfollowed { get; init; }
}
