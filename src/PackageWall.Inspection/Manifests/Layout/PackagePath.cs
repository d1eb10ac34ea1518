namespace PackageWall.Inspection.Manifests.Layout;

/// <summary>Paths inside packages: forward slashes, no empty, <c>.</c> or <c>..</c> segments.</summary>
internal static class PackagePath
{
    private static readonly HashSet<string> DormantFolders = new(StringComparer.OrdinalIgnoreCase)
    {
        "test", "tests", "__tests__", "testdata", "test-data", "test_data", "fixture", "fixtures", "__fixtures__", "spec", "specs",
        "doc", "docs", "example", "examples", "sample", "samples", "demo", "demos", "bench", "benchmark", "benchmarks",
    };

    /// <summary>What stands before the last slash, or the empty string.</summary>
    public static string Folder(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";

    /// <summary>What stands after the last slash.</summary>
    public static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Joins and normalises; null when the result leaves the package.</summary>
    public static string? Combine(string folder, string relative)
    {
        var parts = new List<string>();
        foreach (string part in $"{folder}/{relative.Replace('\\', '/')}".Split('/'))
        {
            if (part == "..")
            {
                if (parts.Count == 0)
                {
                    return null;
                }

                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "."))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    /// <summary>Whether an entry's path would leave the folder it is unpacked to, or is not relative at all.</summary>
    public static bool Escapes(string path)
    {
        string plain = path.Replace('\\', '/');
        return plain.StartsWith('/')
            || (plain.Length > 1 && plain[1] == ':' && char.IsAsciiLetter(plain[0]))
            || plain.Split('/').Contains("..");
    }

    /// <summary>The path with the segments that mean nothing or lead out taken away, so that the file can still be shown and read.</summary>
    public static string Clean(string path) => string.Join('/', path.Replace('\\', '/').Split('/').Where(part => part is not ("" or "." or "..")));

    /// <summary>
    /// Whether a folder of the path is one that nothing runs by itself: tests, documents, examples. Only lessens what is said about
    /// files that nothing refers to; code that is referred to runs wherever it lies.
    /// </summary>
    public static bool IsDormant(string path)
    {
        string[] parts = path.Split('/');
        for (int i = 0; i < parts.Length - 1; i++)
        {
            if (DormantFolders.Contains(parts[i].TrimEnd('!')))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A key under which two names are equal that a case-blind file system would not keep apart.</summary>
    public static string FoldKey(string path)
    {
        string folded = path.ToUpperInvariant().ToLowerInvariant();
        return folded.IndexOfAnyExceptInRange('\0', '\x7f') < 0 ? folded : Composition.Compose(folded);
    }

    private static int IndexOfAnyExceptInRange(this string text, char low, char high) => text.AsSpan().IndexOfAnyExceptInRange(low, high);
}
