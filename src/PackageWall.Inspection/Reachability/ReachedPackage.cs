using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Reachability;

/// <summary>All facts of a package's files with the context and the way in which they run.</summary>
internal sealed record ReachedPackage
{
    /// <summary>Every fact, by file and line; each carries the most dangerous context of all entry points that reach it.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>What each entry point reaches, the most dangerous first.</summary>
    public required IReadOnlyList<Component> Components { get; init; }

    /// <summary>Facts of functions that call each other, as indexes into <see cref="Facts"/>; made when they are first asked for.</summary>
    public required Lazy<IReadOnlyList<IReadOnlyList<int>>> Neighbourhoods { get; init; }

    /// <summary>
    /// The same without what only runs if somebody unknown calls a function that was given to him to keep; null when there is nothing
    /// of that kind. Such code is judged all the same, but nobody can say for certain that it runs by itself.
    /// </summary>
    public Lazy<ReachedPackage>? Certain { get; init; }

    /// <summary>The most dangerous context of every file that something reaches.</summary>
    public required IReadOnlyDictionary<string, Context> Files { get; init; }

    /// <summary>Files that must be code: something imports or starts them by name, or they run before anybody imports the package.</summary>
    public required IReadOnlySet<string> Named { get; init; }
}
