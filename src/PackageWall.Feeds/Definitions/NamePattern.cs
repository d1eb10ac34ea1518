using System.Diagnostics.CodeAnalysis;
using PackageWall.Packages;

namespace PackageWall.Feeds.Definitions;

/// <summary>Names as feeds write them: exact, or with one <c>*</c> at the beginning or the end; compared as the ecosystem compares names.</summary>
public static class NamePattern
{
    // Any name that is valid in all ecosystems; it only makes a whole name of the part beside the star.
    private const string Filler = "x";

    /// <summary>Brings a pattern into the ecosystem's spelling (<c>Acme_*</c> is <c>acme-*</c> on PyPI); false when no name could match it.</summary>
    public static bool TryNormalize(Ecosystem ecosystem, string text, [NotNullWhen(true)] out string? pattern)
    {
        pattern = null;
        int star = text.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            pattern = PackageName.TryParse(ecosystem, text, out PackageName? exact) ? exact.Value : null;
            return pattern is not null;
        }

        string literal = text.Remove(star, 1);
        if (literal.Length == 0 || literal.Contains('*', StringComparison.Ordinal) || (star > 0 && star < literal.Length))
        {
            return false;
        }

        bool atEnd = star > 0;
        if (!PackageName.TryParse(ecosystem, atEnd ? literal + Filler : Filler + literal, out PackageName? name))
        {
            return false;
        }

        pattern = atEnd ? name.Value[..^1] + "*" : "*" + name.Value[1..];
        return true;
    }

    /// <summary>Whether a name is one that the pattern (as <see cref="TryNormalize"/> gave it) means.</summary>
    public static bool Matches(string pattern, PackageName name) =>
        pattern.EndsWith('*') ? name.Value.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : pattern.StartsWith('*') ? name.Value.EndsWith(pattern[1..], StringComparison.Ordinal)
        : name.Value == pattern;

    /// <summary>Whether any of the patterns means the name.</summary>
    public static bool MatchesAny(IReadOnlyList<string> patterns, PackageName name)
    {
        foreach (string pattern in patterns)
        {
            if (Matches(pattern, name))
            {
                return true;
            }
        }

        return false;
    }
}
