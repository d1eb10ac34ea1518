using PackageWall.Packages;

namespace PackageWall.Inspection.Languages;

/// <summary>Bytes to be read as source code, with the budget that they share with the rest of their package.</summary>
/// <param name="Ecosystem">The ecosystem of the package that holds them.</param>
/// <param name="File">Path inside the package.</param>
/// <param name="Content">The bytes as they stand in the archive, or as decoded.</param>
/// <param name="Budget">What decoding may still cost in this package.</param>
public sealed record SourceText(Ecosystem Ecosystem, string File, ReadOnlyMemory<byte> Content, InspectionBudget Budget)
{
    /// <summary>How many layers of encoding were taken off to get here.</summary>
    public int Depth { get; init; }

    /// <summary>How many texts lie around it, encoded or not: 0 for files, 1 for the code of a <c>python -c</c> in a file.</summary>
    public int Nesting { get; init; }

    /// <summary>Whether something starts it at installation, at a build or at every start: nobody has to use the package for it to run.</summary>
    public bool RunsUnasked { get; init; }

    /// <summary>The line of the file that the first line of <see cref="Content"/> came from: 1 for files, the place of the blob for layers.</summary>
    public int FirstLine { get; init; } = 1;

    /// <summary>For layers: the function that would run them; the empty string for files.</summary>
    public string Unit { get; init; } = "";
}
