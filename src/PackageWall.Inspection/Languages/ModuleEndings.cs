namespace PackageWall.Inspection.Languages;

/// <summary>
/// What an <c>import</c> statement takes for a module by its ending: engines refuse endings that they do not know, bundlers take such files in as styles,
/// pictures or data (Node.js documentation, "ECMAScript modules: mandatory file extensions"). <c>require</c> is not so: it runs all but a few.
/// </summary>
internal static class ModuleEndings
{
    /// <summary>Whether a specifier has an ending that tells what the file is: then it is that, and not whatever imports it.</summary>
    public static bool HasEnding(string module)
    {
        ReadOnlySpan<char> name = module.AsSpan(module.LastIndexOf('/') + 1);
        return name.LastIndexOf('.') > 0;
    }
}
