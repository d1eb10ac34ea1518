namespace PackageWall.Inspection.Languages.Shell;

/// <summary>The files that <c>python -m x.y</c> may run, from the folder that it stands in (Python documentation, "Command line and environment").</summary>
internal static class PythonModule
{
    public static IEnumerable<string> Files(string module)
    {
        var path = "./" + module.Replace('.', '/');
        return [path + ".py", path + "/__main__.py", path + "/__init__.py"];
    }
}
