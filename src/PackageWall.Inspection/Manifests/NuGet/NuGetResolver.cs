using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests.Layout;

namespace PackageWall.Inspection.Manifests.NuGet;

/// <summary>
/// Finds the files that MSBuild, PowerShell and assemblies name: paths from the folder of the naming file, and paths that begin with
/// a property or variable whose value is only known at build time, of which the constant rest must fit.
/// </summary>
internal sealed class NuGetResolver(PackageTree tree) : IReferenceResolver
{
    private const int Most = 500;

    private readonly Dictionary<string, string> _paths = Fold(tree);
    private readonly ILookup<string, string> _names = tree.Files.Keys.ToLookup(path => PackagePath.FileName(path).ToLowerInvariant(), StringComparer.Ordinal);

    public IReadOnlyList<string> Resolve(string fromFile, Reference reference)
    {
        string target = (reference.Target ?? "").Trim().Trim('"', '\'').Replace('\\', '/');
        if (target.Length is 0 or > 4096)
        {
            return [];
        }

        string folder = PackagePath.Folder(fromFile);
        string pattern = Generalise(target, out bool fromHere, out bool isOpen);
        string relative = pattern.TrimStart('/');
        if (!isOpen)
        {
            return [.. ((string?[])[Exact(folder, relative), fromHere ? null : Exact("", relative), fromHere ? null : Exact("tools", relative)])
                .OfType<string>().Concat(fromHere ? [] : ByName(folder, relative)).Distinct(StringComparer.Ordinal)];
        }

        // Something in the path is only known at build time: every file that could be meant.
        string? based = fromHere ? PackagePath.Combine(folder, relative) : PackagePath.Combine("**", relative.TrimStart('*', '/'));
        return based is null or "" or "**" or "*" ? [] : [.. tree.Files.Keys.Where(path => GlobPattern.Matches(based, path)).Take(Most)];
    }

    private static Dictionary<string, string> Fold(PackageTree tree)
    {
        var paths = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string path in tree.Files.Keys)
        {
            paths.TryAdd(path, path);
        }

        return paths;
    }

    // $(MSBuildThisFileDirectory) and $PSScriptRoot are the folder of the file; every other $(…), @(…), %(…), $name and {0} is unknown.
    private static string Generalise(string target, out bool fromHere, out bool isOpen)
    {
        fromHere = false;
        isOpen = target.Contains('*', StringComparison.Ordinal);
        var result = new StringBuilder();
        for (int i = 0; i < target.Length;)
        {
            char c = target[i];
            if (c is '$' or '@' or '%' && i + 1 < target.Length && (target[i + 1] == '(' || (c == '$' && (char.IsLetter(target[i + 1]) || target[i + 1] == '{'))))
            {
                int end = End(target, i);
                string name = target[i..end];
                bool here = i == 0 && (name.StartsWith("$(MSBuildThisFileDirectory)", StringComparison.OrdinalIgnoreCase) || name.Equals("$PSScriptRoot", StringComparison.OrdinalIgnoreCase));
                fromHere |= here;
                if (!here)
                {
                    // $toolsPath and $installPath of the package manager's console are folders of this package, as are unknown properties at the start.
                    isOpen = true;
                    result.Append('*');
                }

                i = end;
                continue;
            }

            result.Append(c);
            i++;
        }

        return result.ToString();
    }

    private static int End(string target, int start)
    {
        if (target[start + 1] is '(' or '{')
        {
            int depth = 0;
            for (int i = start + 1; i < target.Length; i++)
            {
                depth += target[i] is '(' or '{' ? 1 : target[i] is ')' or '}' ? -1 : 0;
                if (depth == 0)
                {
                    return i + 1;
                }
            }

            return target.Length;
        }

        int end = start + 1;
        while (end < target.Length && (char.IsLetterOrDigit(target[end]) || target[end] == '_'))
        {
            end++;
        }

        return end;
    }

    private string? Exact(string folder, string relative) =>
        PackagePath.Combine(folder, relative) is { } path && _paths.TryGetValue(path, out string? found) ? found : null;

    // An assembly that another refers to by its name: the one in the same folder, else all of that name.
    private IEnumerable<string> ByName(string folder, string relative)
    {
        if (relative.Contains('/', StringComparison.Ordinal))
        {
            return [];
        }

        List<string> named = [.. _names[relative.ToLowerInvariant()]];
        return named.Exists(path => PackagePath.Folder(path) == folder) ? named.Where(path => PackagePath.Folder(path) == folder) : named.Take(Most);
    }
}
