namespace PackageWall.Inspection.Languages.Shell;

/// <summary>What makes a program load a file before its own: flags of Node, and variables such as <c>NODE_OPTIONS</c>, <c>BASH_ENV</c>, <c>PYTHONSTARTUP</c>.</summary>
internal static class Preloads
{
    private static readonly string[] NodeFlags = ["-r", "--require", "--import", "--loader", "--experimental-loader"];

    /// <summary>The files that setting a variable makes others load, each with the language in which it runs; null where the file decides.</summary>
    public static IEnumerable<(string File, string? Language)> Of(string name, string value)
    {
        switch (name)
        {
            case "NODE_OPTIONS":
                return OfNode(value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(static file => (file, (string?)Language.JavaScript));
            case "BASH_ENV" or "ENV":
                return [(value, Language.Shell)];
            case "PYTHONSTARTUP":
                return [(value, Language.Python)];
            case "LD_PRELOAD" or "DYLD_INSERT_LIBRARIES":
                return value.Split([':', ' '], StringSplitOptions.RemoveEmptyEntries).Select(static file => (file, (string?)null));
            default:
                return [];
        }
    }

    /// <summary>The files that words of Node's command line preload, joined to their flag or behind it.</summary>
    public static IEnumerable<string> OfNode(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var equals = words[i].IndexOf('=');
            if (equals > 0 && NodeFlags.Contains(words[i][..equals]))
            {
                yield return words[i][(equals + 1)..];
            }
            else if (NodeFlags.Contains(words[i]) && i + 1 < words.Count)
            {
                yield return words[i + 1];
            }
        }
    }
}
