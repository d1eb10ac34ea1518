namespace PackageWall.Inspection.Facts;

/// <summary>Command lines by the words that they start with, compiled.</summary>
internal sealed class CommandPatterns
{
    private readonly Dictionary<string, List<(string Fact, string[] Words, string[] Harmless)>> _byProgram = new(StringComparer.OrdinalIgnoreCase);

    public CommandPatterns(IEnumerable<(string Fact, string Text)> patterns)
    {
        foreach (var (fact, text) in patterns)
        {
            var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!_byProgram.TryGetValue(words[0], out var list))
            {
                _byProgram[words[0]] = list = [];
            }

            list.Add((fact, [.. words.Where(word => word[0] != '!')], [.. words.Where(word => word[0] == '!').Select(word => word[1..])]));
        }
    }

    /// <summary>The facts of one command given as its words; the program may have a folder and <c>.exe</c>.</summary>
    public IEnumerable<string> Match(IReadOnlyList<string> words)
    {
        if (words.Count == 0 || !_byProgram.TryGetValue(Program(words[0]), out var patterns))
        {
            yield break;
        }

        foreach (var (fact, pattern, harmless) in patterns)
        {
            if (harmless.Length > 0 && words.Skip(1).All(word => harmless.Contains(word, StringComparer.OrdinalIgnoreCase)))
            {
                continue;
            }

            var at = 1;
            for (var i = 1; i < words.Count && at < pattern.Length; i++)
            {
                if (words[i].Equals(pattern[at], StringComparison.OrdinalIgnoreCase))
                {
                    at++;
                }
            }

            if (at == pattern.Length)
            {
                yield return fact;
            }
        }
    }

    /// <summary>The name of a program without its folder and ending, in lower case.</summary>
    public static string Program(string word)
    {
        var slash = word.AsSpan().LastIndexOfAny('/', '\\');
        var name = (slash < 0 ? word : word[(slash + 1)..]).ToLowerInvariant();
        foreach (var ending in (ReadOnlySpan<string>)[".exe", ".cmd", ".bat"])
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
            {
                name = name[..^4];
            }
        }

        // python3.11 is python3, and both are python.
        if (name.StartsWith("python", StringComparison.Ordinal) && name.AsSpan(6).TrimStart("0123456789.").IsEmpty)
        {
            return name.Length > 6 ? "python3" : name;
        }

        return name;
    }
}
