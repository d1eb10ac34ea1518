namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>What is odd about a source text as such, whatever its language: padding, controls, invisible characters, huge lines.</summary>
internal static class TextOddities
{
    private const int Padding = 300;
    private const int Invisible = 16;
    private const int HugeLine = 256 << 10;
    private const int EmptyLines = 10_000;
    private const int Most = 50;

    // Nobody reads further along a line, so nothing there deceives a reader.
    private const int Readable = 4_000;

    public static void Find(string text, List<(string Name, int Line, string Excerpt)> into)
    {
        int line = 1, lineStart = 0, blanks = 0, invisible = 0, empty = 0;
        var isEmpty = true;
        bool bidi = false, nul = false;
        for (var i = 0; i < text.Length && into.Count < Most; i++)
        {
            var letter = text[i];
            if (letter is ' ' or '\t')
            {
                blanks++;
                continue;
            }

            if (letter == '\n')
            {
                Line(into, line, i - lineStart);
                empty = isEmpty ? empty + 1 : 0;
                isEmpty = true;
                line++;
                lineStart = i + 1;
                blanks = 0;
                invisible = 0;
                continue;
            }

            if (letter == '\r')
            {
                continue;
            }

            if (blanks >= Padding && letter != '#')
            {
                into.Add(("text.padding", line, text.Substring(i, Math.Min(200, text.Length - i)).Split('\n')[0]));
            }

            if (empty >= EmptyLines)
            {
                into.Add(("text.far-code", line, $"after {empty} empty lines"));
                empty = 0;
            }

            blanks = 0;
            isEmpty = false;
            if (letter is > '~' or '\0')
            {
                if (Syntax.FlagEmoji.LengthAt(text.AsSpan(i)) is > 0 and var flag)
                {
                    i += flag - 1;
                    invisible = 0;
                    continue;
                }

                bidi = bidi || (i - lineStart < Readable && Bidi(letter, line, into));
                nul = nul || Nul(letter, line, into);
                // One after the other, in the order of their numbers, they are a table of letters and carry nothing.
                invisible = !IsInvisible(letter) ? 0 : i > 0 && text[i - 1] == letter - 1 ? invisible : invisible + 1;
                if (invisible == Invisible)
                {
                    into.Add(("text.invisible", line, $"U+{(int)letter:X4} and others"));
                }
            }
            else
            {
                invisible = 0;
            }
        }

        Line(into, line, text.Length - lineStart);
    }

    private static void Line(List<(string, int, string)> into, int line, int length)
    {
        if (length > HugeLine)
        {
            into.Add(("text.single-line", line, $"{length} characters"));
        }
    }

    private static bool Bidi(char letter, int line, List<(string, int, string)> into)
    {
        if (letter is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')))
        {
            return false;
        }

        into.Add(("text.bidi", line, $"U+{(int)letter:X4}"));
        return true;
    }

    private static bool Nul(char letter, int line, List<(string, int, string)> into)
    {
        if (letter != '\0')
        {
            return false;
        }

        into.Add(("text.nul", line, "NUL character"));
        return true;
    }

    // Zero width, variation selectors, tags and private use. Astral ones come as surrogates: D83C-D83E are emoji, DB40 and DB80 up are not.
    private static bool IsInvisible(char letter) =>
        letter is (>= '\u200B' and <= '\u200F') or (>= '\u2060' and <= '\u2064') or '\uFEFF' or (>= '\uFE00' and <= '\uFE0F')
            or (>= '\uE000' and <= '\uF8FF') or (>= '\uDB40' and <= '\uDBFF') or (>= '\uDC00' and <= '\uDDEF') or '\u3164' or '\u115F';
}
