namespace PackageWall.Inspection.Manifests.NuGet;

/// <summary>Patterns with <c>*</c>, <c>?</c> and <c>**</c>, as nuspecs and MSBuild write them. Linear in pattern times path.</summary>
internal static class GlobPattern
{
    public static bool Matches(string pattern, string path)
    {
        string[] wanted = pattern.Replace('\\', '/').Trim('/').Split('/');
        string[] parts = path.Split('/');
        if (wanted.Length > 64 || parts.Length > 256)
        {
            return true;
        }

        // Row i says whether the first i segments of the path fit the pattern read so far.
        var row = new bool[parts.Length + 1];
        row[0] = true;
        foreach (string segment in wanted)
        {
            var next = new bool[parts.Length + 1];
            for (int i = 0; i <= parts.Length; i++)
            {
                next[i] = segment == "**"
                    ? row[i] || (i > 0 && next[i - 1])
                    : i > 0 && row[i - 1] && MatchesSegment(segment, parts[i - 1]);
            }

            row = next;
        }

        return row[parts.Length];
    }

    // Greedy with one step back to the last star: linear for patterns with few stars, quadratic at worst in short names.
    private static bool MatchesSegment(string pattern, string text)
    {
        int p = 0;
        int star = -1;
        int mark = 0;
        int t = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && (pattern[p] == '?' || char.ToLowerInvariant(pattern[p]) == char.ToLowerInvariant(text[t])) && pattern[p] != '*')
            {
                (p, t) = (p + 1, t + 1);
            }
            else if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark) = (p++, t);
            }
            else if (star >= 0)
            {
                (p, t) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }
}
