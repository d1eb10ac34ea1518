using System.Buffers;

namespace PackageWall.Inspection.Facts;

/// <summary>
/// Patterns of paths, compiled: runs of segments matched anywhere in a path, without regard to case. One vectorised search for the
/// rarest part of every pattern turns away nearly all texts before any path is taken apart.
/// </summary>
internal sealed class PlacePatterns
{
    private const int LongestPath = 1024;
    private readonly Dictionary<string, List<Pattern>> _byFirst = new(StringComparer.Ordinal);
    private readonly List<Pattern> _wild = [];
    private readonly SearchValues<string> _needles;

    public PlacePatterns(IEnumerable<(string Fact, string Text)> patterns)
    {
        var needles = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (fact, text) in patterns)
        {
            var normal = Normalise(text);
            var rooted = normal.StartsWith('/');
            var segments = normal.Trim('/').Split('/');
            var pattern = new Pattern(fact, segments, rooted);
            needles.Add(segments.SelectMany(segment => segment.Split('*')).MaxBy(part => part.Length)!);
            if (segments[0].Contains('*'))
            {
                _wild.Add(pattern);
            }
            else if (_byFirst.TryGetValue(segments[0], out var list))
            {
                list.Add(pattern);
            }
            else
            {
                _byFirst[segments[0]] = [pattern];
            }
        }

        needles.Remove("");
        _needles = SearchValues.Create([.. needles], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The facts of a text that is a path; a prose sentence that mentions one is none.</summary>
    public IEnumerable<string> Match(string text)
    {
        if (text.Length is 0 or > LongestPath || !text.AsSpan().ContainsAny(_needles) || text.AsSpan().ContainsAny('\n', '`'))
        {
            return [];
        }

        var normal = Normalise(text);
        var segments = normal.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length == 0 || normal.EndsWith(".exe", StringComparison.Ordinal) || normal.Contains(".app/contents/macos/", StringComparison.Ordinal))
        {
            // A program in the folder of its maker is not what it keeps about its user.
            return [];
        }

        var found = new List<string>();
        var prose = segments[0].Contains(' ') && segments.Length > 1;
        for (var at = prose ? 1 : 0; at < segments.Length && !(prose && at == 1 && !normal.Contains("user data", StringComparison.Ordinal)); at++)
        {
            if (_byFirst.TryGetValue(segments[at], out var patterns))
            {
                Collect(patterns, segments, at, normal, found);
            }

            Collect(_wild, segments, at, normal, found);
        }

        return found;
    }

    private static void Collect(List<Pattern> patterns, string[] segments, int at, string text, List<string> found)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(segments, at, text) && !found.Contains(pattern.Fact))
            {
                found.Add(pattern.Fact);
            }
        }
    }

    private static string Normalise(string text) =>
        text.Trim().Replace('\\', '/').Replace("//", "/", StringComparison.Ordinal).ToLowerInvariant();

    private sealed record Pattern(string Fact, string[] Segments, bool IsRooted)
    {
        // What a segment must end with to be the first one: most texts are turned away by it.
        private readonly string _end = Segments[0][(Segments[0].LastIndexOf('*') + 1)..];

        public bool Matches(string[] path, int at, string text)
        {
            if (!path[at].EndsWith(_end, StringComparison.Ordinal) || at + Segments.Length > path.Length || (IsRooted && (at != 0 || !text.StartsWith('/'))))
            {
                return false;
            }

            // A plain word is a place only inside a path: "Exodus" alone is a title.
            if (path.Length == 1 && Segments[0].AsSpan().IndexOfAny(". *_") < 0)
            {
                return false;
            }

            for (var i = 0; i < Segments.Length; i++)
            {
                if (!Wildcard.Matches(Segments[i], path[at + i]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
