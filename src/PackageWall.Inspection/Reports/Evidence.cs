namespace PackageWall.Inspection.Reports;

/// <summary>One fact that made a signature match.</summary>
/// <param name="Fact">Name of the fact.</param>
/// <param name="File">Where.</param>
/// <param name="Line">Line, from 1, or 0.</param>
/// <param name="Text">The code as written or decoded.</param>
/// <param name="Value">What it is about, folded, or null.</param>
/// <param name="Depth">Layers of encoding that lay over it.</param>
/// <param name="Chain">From the entry point to the file.</param>
public sealed record Evidence(string Fact, string File, int Line, string Text, string? Value, int Depth, IReadOnlyList<string> Chain)
{
    /// <summary>The function that holds the code, as its language names it; null for code that runs with its file, or where that is not known.</summary>
    public string? Unit { get; init; }
}
