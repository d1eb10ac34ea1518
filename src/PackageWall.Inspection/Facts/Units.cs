namespace PackageWall.Inspection.Facts;

/// <summary>Names of places in a file that are no functions.</summary>
internal static class Units
{
    /// <summary>
    /// What stands under <c>if __name__ == "__main__"</c>: runs when the file is started and not when it is imported (Python documentation,
    /// "__main__ — Top-level code environment").
    /// </summary>
    public const string Main = "if __main__";

    private const string KeptMark = "<kept ";
    private const string ElsewhereMark = "<later ";

    /// <summary>The name of a function without a name that is given to a method which keeps functions for later: <c>program.action(() => …)</c>.</summary>
    public static string Kept(int line) => $"{KeptMark}{line}>";

    /// <summary>The name of what is kept for later and stands elsewhere: at the top of a file, or a function with a name.</summary>
    public static string KeptElsewhere(int line) => $"{ElsewhereMark}{line}>";

    /// <summary>The name of all that an object holds which was given to somebody: he may call it, or keep it.</summary>
    public static string HeldElsewhere(int number) => $"{ElsewhereMark}held {number}>";

    /// <summary>Whether a unit is such a thing.</summary>
    public static bool IsKeptElsewhere(string unit) =>
        unit.EndsWith('>') && unit.AsSpan(unit.LastIndexOf('.') + 1).StartsWith(ElsewhereMark, StringComparison.Ordinal);

    /// <summary>Whether a unit is such a function itself, and not one inside it.</summary>
    public static bool IsKept(string unit) =>
        unit.EndsWith('>') && unit.AsSpan(unit.LastIndexOf('.') + 1).StartsWith(KeptMark, StringComparison.Ordinal);

    /// <summary>The function around functions that are kept: it wrote what stands in them.</summary>
    public static string Around(string unit) =>
        unit.IndexOf("." + KeptMark, StringComparison.Ordinal) is >= 0 and int at ? unit[..at] : unit;
}
