using System.Text;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>What is odd about the text itself, gathered while it is read; a few places of each kind.</summary>
internal sealed class JsOddities
{
    private const int PlacesOfAKind = 4;
    private const int ExcerptLength = 120;

    private readonly List<(string Name, int Line, string Excerpt)> _found = [];

    /// <summary>Strings of some length that were written in escapes although every character could be typed.</summary>
    public int EscapedStrings { get; private set; }

    public IReadOnlyList<(string Name, int Line, string Excerpt)> Found => _found;

    public void Add(string name, int line, string source, int position)
    {
        if (_found.Count(odd => odd.Name == name) < PlacesOfAKind)
        {
            _found.Add((name, line, Excerpt(source, position)));
        }
    }

    /// <summary>Notes a string that was written with escapes: its length in the source and what it says.</summary>
    public void Escaped(int sourceLength, string text)
    {
        const int ShortestTold = 4;
        if (text.Length >= ShortestTold && sourceLength >= text.Length * 4
            && !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && text.AsSpan().IndexOfAnyInRange('a', 'z') >= 0)
        {
            EscapedStrings++;
        }
    }

    /// <summary>
    /// Whether letters of Latin stand together with Cyrillic, Armenian, Cherokee or those Greek letters that look Latin. Greek letters
    /// that look like nothing else (Δt, λ1) are ordinary in formulas.
    /// </summary>
    public static bool IsMixedScript(string name)
    {
        var latin = false;
        var imitating = false;
        foreach (var c in name)
        {
            latin |= char.IsAsciiLetter(c);
            imitating |= c is (>= '\u0400' and <= '\u052f') or (>= '\u0531' and <= '\u0587') or (>= '\u13a0' and <= '\u13fd')
                || "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιρυχ".Contains(c, StringComparison.Ordinal);
        }

        return latin && imitating;
    }

    /// <summary>The text around a place, on one line.</summary>
    public static string Excerpt(string source, int position)
    {
        var from = Math.Clamp(position, 0, source.Length);
        var text = new StringBuilder(ExcerptLength);
        foreach (var c in source.AsSpan(from, Math.Min(ExcerptLength, source.Length - from)))
        {
            if (c is '\n' or '\r')
            {
                break;
            }

            text.Append(char.IsControl(c) ? ' ' : c);
        }

        return text.ToString();
    }
}
