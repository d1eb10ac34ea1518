using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Manifests;

/// <summary>A place where code of a package starts to run, and what makes it run.</summary>
public sealed record EntryPoint
{
    /// <summary>Dotted name: <c>npm.script.preinstall</c>, <c>npm.gyp</c>, <c>npm.main</c>, <c>pypi.pth</c>, <c>pypi.setup</c>, <c>pypi.module</c>, <c>nuget.targets</c>, <c>nuget.init-ps1</c> …</summary>
    public required string Kind { get; init; }

    /// <summary>When it runs.</summary>
    public required Context Context { get; init; }

    /// <summary>The file that declares it: <c>package.json</c>, <c>x.pth</c>, <c>build/Id.targets</c>.</summary>
    public required string DeclaredIn { get; init; }

    /// <summary>Line of the declaration, from 1, or 0.</summary>
    public int Line { get; init; }

    /// <summary>The file of the package that it starts, when it names one that is there.</summary>
    public string? Target { get; init; }

    /// <summary>A command line to be read as shell, for scripts; else null.</summary>
    public string? Command { get; init; }

    /// <summary>
    /// The language of what loads the target, whatever it is called: <c>require</c> takes all but a few endings for JavaScript. Null where the file
    /// itself decides.
    /// </summary>
    public string? RunAs { get; init; }

    /// <summary>A function to start at (<c>main</c> in <c>package.module:main</c>), or null for the top level.</summary>
    public string? Function { get; init; }

    /// <summary>Whether it is only there for whoever asks for it by its path: one of all that a star stands for, beside what is named in full.</summary>
    public bool IsOffered { get; init; }

    /// <summary>Which of several builds of the same thing it is, when the manifest offers several; else null.</summary>
    public BuildOf? Build { get; init; }

    /// <summary>What a reviewer is shown, for example <c>package.json preinstall</c>.</summary>
    public string Title => $"{DeclaredIn} {Kind[(Kind.LastIndexOf('.') + 1)..]}";
}
