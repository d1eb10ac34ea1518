using System.Globalization;
using System.Text;

namespace PackageWall.Cli;

/// <summary>Makes text from packages and servers safe to print: nothing in it can move the cursor, change colours or turn the reading direction.</summary>
internal static class Printable
{
    /// <summary>The text on one line.</summary>
    public static string Line(string? text, int longest = 400)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        StringBuilder line = new(Math.Min(text.Length, longest) + 8);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (line.Length >= longest)
            {
                line.Append('…');
                break;
            }

            Append(line, rune);
        }

        return line.ToString();
    }

    /// <summary>The text's own lines, each safe, at most so many.</summary>
    public static IReadOnlyList<string> Lines(string text, int most)
    {
        List<string> lines = [.. text.ReplaceLineEndings("\n").Split('\n').Take(most + 1).Select(line => Line(line))];
        return lines.Count <= most ? lines : [.. lines[..most], "…"];
    }

    private static void Append(StringBuilder line, Rune rune)
    {
        UnicodeCategory category = Rune.GetUnicodeCategory(rune);
        switch (category)
        {
            case UnicodeCategory.Control when rune.Value is '\n' or '\r' or '\t':
                line.Append(' ');
                break;
            case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned:
                line.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
                break;
            default:
                line.Append(rune.ToString());
                break;
        }
    }
}
