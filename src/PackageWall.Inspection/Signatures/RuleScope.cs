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

    /// <summary>In the files that one entry point reaches.</summary>
    Component,

    /// <summary>Anywhere in the package.</summary>
    Package,
}
