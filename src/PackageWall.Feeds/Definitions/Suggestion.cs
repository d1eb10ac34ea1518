namespace PackageWall.Feeds.Definitions;

/// <summary>"Did you mean": the known word that is nearest to a mistyped one.</summary>
internal static class Suggestion
{
    private const int MaxLength = 40;

    /// <summary>The nearest known word, when it is near enough to be meant; else null.</summary>
    public static string? For(string text, IEnumerable<string> known)
    {
        if (text.Length > MaxLength)
        {
            return null;
        }

        string bare = Bare(text);
        (int Distance, string Word)? best = null;
        foreach (string word in known)
        {
            int distance = Distance(bare, Bare(word));
            if (distance <= Math.Max(1, word.Length / 3) && (best is null || distance < best.Value.Distance))
            {
                best = (distance, word);
            }
        }

        return best?.Word;
    }

    // coolOff, cool_off and cool-off are the same mistake.
    private static string Bare(string text) =>
        text.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    // Levenshtein's distance with swapped neighbours as one step.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }

                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
