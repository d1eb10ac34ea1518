using System.Text.RegularExpressions;

namespace PackageWall.Inspection.Changes;

/// <summary>
/// Takes the folders that name a framework or a compiler's version out of an entry point's key: <c>build/net8.0/a.targets</c> is what
/// <c>build/net6.0/a.targets</c> was. Who could add a folder could as well change the file that was there, which is no new entry point either.
/// </summary>
internal static partial class FrameworkFolders
{
    /// <summary>The key without them.</summary>
    public static string Without(string key) => Folder().Replace(key, "/");

    [GeneratedRegex(@"/(net|netstandard|netcoreapp|netframework|uap|roslyn)\d+(\.\d+)*(-[a-z]+(\d+(\.\d+)*)?)?/", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Folder();
}
