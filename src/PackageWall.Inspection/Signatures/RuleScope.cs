namespace PackageWall.Inspection.Signatures;

/// <summary>How near to each other the facts of a match must stand.</summary>
internal enum RuleScope
{
    /// <summary>On one line of one file.</summary>
    Line,

    /// <summary>In one function, or at the top level, of one file.</summary>
    Unit,

    /// <summary>In one file.</summary>
    File,

    /// <summary>
    /// In functions that call each other, a few calls deep, or in one short file; where an entry point reaches little code, in what it reaches.
    /// </summary>
    Near,

    /// <summary>In the files that one entry point reaches.</summary>
    Component,

    /// <summary>Anywhere in the package.</summary>
    Package,
}
