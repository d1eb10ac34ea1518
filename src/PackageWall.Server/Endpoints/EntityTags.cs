using Microsoft.Extensions.Primitives;

namespace PackageWall.Server.Endpoints;

/// <summary>Compares entity tags (RFC 9110, section 8.8.3.2) without parsing them into objects.</summary>
internal static class EntityTags
{
    /// <summary>Whether an <c>If-None-Match</c> names the tag, by weak comparison, or is a star.</summary>
    /// <param name="header">The header's values.</param>
    /// <param name="tag">A strong tag with its quotes.</param>
    public static bool Names(StringValues header, string tag)
    {
        foreach (string? line in header)
        {
            ReadOnlySpan<char> rest = line.AsSpan().Trim(" \t");
            if (rest is "*")
            {
                return true;
            }

            while (!rest.IsEmpty)
            {
                rest = rest.TrimStart(" \t,");
                if (rest.StartsWith("W/", StringComparison.Ordinal))
                {
                    rest = rest[2..];
                }

                // A tag may hold commas, so lists are read quote by quote. What is no list of tags names none.
                if (rest.IsEmpty || rest[0] != '"' || rest[1..].IndexOf('"') is not (>= 0 and var end))
                {
                    break;
                }

                if (rest[..(end + 2)].SequenceEqual(tag))
                {
                    return true;
                }

                rest = rest[(end + 2)..];
            }
        }

        return false;
    }
}
