namespace PackageWall.Inspection.Languages.Pth;

/// <summary>What Python does with a line of a path configuration file (documentation of the module <c>site</c>).</summary>
internal enum PthLineKind
{
    /// <summary>Blank, or begins with a number sign.</summary>
    Comment,

    /// <summary>Begins with <c>import</c> and a space or tab: runs at every start.</summary>
    Code,

    /// <summary>Anything else: a folder that is added to the search path when it exists.</summary>
    Path,
}

/// <summary>A line of a path configuration file.</summary>
/// <param name="Kind">What Python does with it.</param>
/// <param name="Text">The line without its end.</param>
/// <param name="Number">Its number by line feeds, from 1.</param>
internal readonly record struct PthLine(PthLineKind Kind, string Text, int Number);
