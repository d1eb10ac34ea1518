namespace PackageWall.Inspection.Signatures;

/// <summary>A pattern in which <c>*</c> stands for any text and <c>?</c> for one character; letters match in either case. Never slower than pattern times text.</summary>
internal sealed class Glob(string pattern)
{
    private readonly bool _isLiteral = pattern.AsSpan().IndexOfAny('*', '?') < 0;

    /// <summary>The pattern as written.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>Whether the whole of a text fits the pattern.</summary>
    public bool Matches(ReadOnlySpan<char> text)
    {
        if (_isLiteral)
        {
            return text.Equals(Pattern, StringComparison.OrdinalIgnoreCase);
        }

        // Two pointers: on a mismatch the last star swallows one character more, earlier stars never need another look.
        int at = 0;
        int p = 0;
        int star = -1;
        int resume = 0;
        while (at < text.Length)
        {
            if (p < Pattern.Length && Pattern[p] == '*')
            {
                star = p++;
                resume = at;
            }
            else if (p < Pattern.Length && (Pattern[p] == '?' || char.ToUpperInvariant(Pattern[p]) == char.ToUpperInvariant(text[at])))
            {
                p++;
                at++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                at = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < Pattern.Length && Pattern[p] == '*')
        {
            p++;
        }

        return p == Pattern.Length;
    }

    /// <inheritdoc/>
    public override string ToString() => Pattern;
}
