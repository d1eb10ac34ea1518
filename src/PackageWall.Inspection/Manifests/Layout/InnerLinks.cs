using PackageWall.Inspection.Archives;

namespace PackageWall.Inspection.Manifests.Layout;

/// <summary>
/// Symbolic links in an archive inside a package that are nothing but a second name for a script of the same archive, as npm makes them
/// for commands: <c>.bin/tool</c> for <c>../tool/bin/tool.js</c>. Whatever could lead out of the archive, be written through, or give a
/// file a name under which it is something else, is no such link.
/// </summary>
internal static class InnerLinks
{
    private const int LongestTarget = 1_000;

    // No system takes longer ones, and their folders are looked at one by one.
    private const int LongestPath = 4_096;

    /// <summary>The paths of such links.</summary>
    public static IReadOnlySet<string> Harmless(ArchiveReading reading)
    {
        HashSet<string> links = [.. reading.Entries.Where(entry => entry.Kind != ArchiveEntryKind.File && entry.Kind != ArchiveEntryKind.Directory).Select(entry => Fold(entry.Path))];
        if (links.Count == 0)
        {
            return links;
        }

        HashSet<string> files = new(StringComparer.Ordinal);
        Dictionary<string, int> names = new(StringComparer.Ordinal);
        bool isWrittenThrough = false;
        foreach (ArchiveEntry entry in reading.Entries)
        {
            string folded = Fold(entry.Path);
            names[folded] = names.GetValueOrDefault(folded) + 1;
            isWrittenThrough |= folded.Length > LongestPath || AncestorsOf(folded).Any(links.Contains);
            if (entry.Kind == ArchiveEntryKind.File)
            {
                files.Add(entry.Path);
            }
        }

        return isWrittenThrough ? new HashSet<string>() : reading.Entries
            .Where(entry => entry.Kind == ArchiveEntryKind.SymbolicLink && names[Fold(entry.Path)] == 1
                && TargetOf(entry) is { } target && files.Contains(target) && names[Fold(target)] == 1 && IsScriptOf(entry.Path, target))
            .Select(entry => entry.Path)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Where it leads, by the letter: up first, then down, and never above the archive. Null for everything else.</summary>
    private static string? TargetOf(ArchiveEntry link)
    {
        if (link.LinkTarget is not { Length: > 0 and <= LongestTarget } target || target.AsSpan().IndexOfAny('\\', ':', '\0') >= 0)
        {
            return null;
        }

        List<string> path = [.. link.Path.Split('/')[..^1]];
        string[] parts = target.Split('/');
        int up = parts.TakeWhile(part => part == "..").Count();
        if (up > path.Count || path.Exists(part => part is "" or "." or "..") || parts.Skip(up).Any(part => part is "" or "." or ".."))
        {
            return null;
        }

        return string.Join('/', path.Take(path.Count - up).Concat(parts.Skip(up)));
    }

    // Under the new name it is the same script, or started as one.
    private static bool IsScriptOf(string link, string target)
    {
        string name = PackagePath.FileName(link);
        string ending = Path.GetExtension(PackagePath.FileName(target));
        return ending is ".js" or ".cjs" or ".mjs" && (!name.Contains('.', StringComparison.Ordinal) || Path.GetExtension(name) == ending);
    }

    private static IEnumerable<string> AncestorsOf(string path)
    {
        for (int at = path.IndexOf('/', StringComparison.Ordinal); at >= 0 && at < path.Length - 1; at = path.IndexOf('/', at + 1))
        {
            yield return path[..at];
        }
    }

    // Two names that some system takes for one.
    private static string Fold(string path) => path.Normalize(System.Text.NormalizationForm.FormKC).TrimEnd('/').ToUpperInvariant();
}
