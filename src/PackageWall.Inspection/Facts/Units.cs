namespace PackageWall.Inspection.Facts;

/// <summary>Names of places in a file that are no functions.</summary>
internal static class Units
{
    /// <summary>
    /// What stands under <c>if __name__ == "__main__"</c>: runs when the file is started and not when it is imported (Python documentation,
    /// "__main__ — Top-level code environment").
    /// </summary>
    public const string Main = "if __main__";
}
