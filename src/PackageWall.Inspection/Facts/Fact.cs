namespace PackageWall.Inspection.Facts;

/// <summary>
/// One thing that code would do or that a package is, with its place. Facts are found file by file without knowing who runs the
/// file; <see cref="Context"/> and <see cref="Component"/> are filled in afterwards by reachability.
/// </summary>
public sealed record Fact
{
    /// <summary>Dotted name from the vocabulary: <c>read.secret.ssh</c>, <c>network.send</c>, <c>execute.code</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Path of the file inside the package, with forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>Line in that file, from 1; 0 when the fact is of the whole file.</summary>
    public int Line { get; init; }

    /// <summary>The code as written, or as decoded when it was hidden; one line, at most 400 characters.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>What the fact is about, after folding: a path, a host, a variable, a command line.</summary>
    public string? Value { get; init; }

    /// <summary>How many layers of encoding lay over it; 0 for code as it stands in the file.</summary>
    public int Depth { get; init; }

    /// <summary>The function that holds the code, or the empty string for code that runs as soon as its file is loaded.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Names of the facts whose results flow into this one, for example <c>decode</c> into <c>execute.code</c>.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>
    /// Whether the file is an assembly in which no method leads both to this place and to a use of the network. An assembly is many source
    /// files in one, so its facts stand near each other only where calls bring them together.
    /// </summary>
    public bool IsApart { get; init; }

    /// <summary>When it runs; <see cref="Facts.Context.Dormant"/> until reachability has said otherwise.</summary>
    public Context Context { get; init; } = Context.Dormant;

    /// <summary>The way from the entry point to the file, for example <c>package.json preinstall → setup.mjs → lib/run.js</c>.</summary>
    public IReadOnlyList<string> Chain { get; init; } = [];

    /// <summary>Whether the newest earlier released version did not have it; null when there is none to compare with.</summary>
    public bool? IsNew { get; init; }

    /// <summary>The last part of the name: the family for secrets (<c>ssh</c>), the manner for others.</summary>
    public string Family => Name[(Name.LastIndexOf('.') + 1)..];
}
