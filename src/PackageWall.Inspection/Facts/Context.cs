namespace PackageWall.Inspection.Facts;

/// <summary>
/// When code of a package runs, from the least the user did to the most. The order is that of danger: of two contexts the smaller
/// one counts.
/// </summary>
public enum Context
{
    /// <summary>At every start of the interpreter, whether or not the package is used: <c>.pth</c>, <c>sitecustomize</c>.</summary>
    Startup,

    /// <summary>While the package is installed: npm lifecycle scripts, <c>binding.gyp</c>, <c>setup.py</c>, <c>init.ps1</c>.</summary>
    Install,

    /// <summary>While a project that refers to the package is built: MSBuild props and targets, analyzers, source generators.</summary>
    Build,

    /// <summary>When the package is imported or its assembly is loaded.</summary>
    Import,

    /// <summary>When somebody calls it: functions, commands, exported members.</summary>
    Call,

    /// <summary>Nothing that was found runs it: tests, documents, data, files that no other file names.</summary>
    Dormant,
}
