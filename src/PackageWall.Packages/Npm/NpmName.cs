using System.Buffers;

namespace PackageWall.Packages.Npm;

/// <summary>The grammar of npm package names: what the registry has ever accepted, not only what it accepts today.</summary>
internal static class NpmName
{
    // Old packages have capitals and up to 214 characters is the registry's bound. No character here can start a path trick:
    // names that begin with a dot or an underscore are refused.
    private const int MaxLength = 214;
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!'()*");

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase) { "node_modules", "favicon.ico" };

    /// <summary>The name itself when it is one (npm names are not folded: <c>JSONStream</c> and <c>jsonstream</c> differ), else null.</summary>
    public static string? Normalize(string text)
    {
        if (text.Length is 0 or > MaxLength)
        {
            return null;
        }

        if (text[0] != '@')
        {
            return IsPart(text) && !Reserved.Contains(text) ? text : null;
        }

        int slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 1 && IsPart(text.AsSpan(1, slash - 1)) && IsPart(text.AsSpan(slash + 1)) ? text : null;
    }

    private static bool IsPart(ReadOnlySpan<char> part) =>
        part.Length > 0 && part[0] is not ('.' or '_') && !part.ContainsAnyExcept(Allowed);
}
