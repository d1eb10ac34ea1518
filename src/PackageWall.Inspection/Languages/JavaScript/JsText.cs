using System.Buffers;
using System.Text;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Bytes to text, and what is odd about the text as a whole.</summary>
internal static class JsText
{
    private const int LongLine = 256 << 10;
    private const int Readable = 4_000;
    private const int InvisibleRun = 16;

    private static readonly SearchValues<char> Bidi = SearchValues.Create("\u202a\u202b\u202d\u202e\u2066\u2067\u2068");

    /// <summary>Decodes as engines do: UTF-8, or UTF-16 with its mark.</summary>
    public static string Decode(ReadOnlySpan<byte> content, out bool isOdd)
    {
        isOdd = content is [0xff, 0xfe, ..] or [0xfe, 0xff, ..];
        if (isOdd)
        {
            var encoding = content[0] == 0xff ? Encoding.Unicode : Encoding.BigEndianUnicode;
            return LargeObjects.Text(encoding, content[2..]);
        }

        return LargeObjects.Text(Encoding.UTF8, content is [0xef, 0xbb, 0xbf, ..] ? content[3..] : content);
    }

    /// <summary>Adds the oddities that need no syntax.</summary>
    public static void Find(string text, bool isOddlyEncoded, JsOddities oddities)
    {
        if (isOddlyEncoded)
        {
            oddities.Add("text.odd-encoding", 1, text, 0);
        }

        var nul = text.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
        {
            oddities.Add("text.nul", LineOf(text, nul), text, nul);
        }

        FindLongLine(text, oddities);
        if (!Ascii.IsValid(text))
        {
            FindBidi(text, oddities);
            FindInvisible(text, oddities);
        }
    }

    private static int LineOf(string text, int position) => 1 + text.AsSpan(0, position).Count('\n');

    private static void FindLongLine(string text, JsOddities oddities)
    {
        var start = 0;
        var line = 1;
        while (text.Length - start > LongLine)
        {
            var length = text.AsSpan(start).IndexOf('\n');
            length = length < 0 ? text.Length - start : length;
            if (length > LongLine)
            {
                oddities.Add("text.single-line", line, text, start);
                return;
            }

            start += length + 1;
            line++;
        }
    }

    /// <summary>Controls that reorder what is shown and are not closed on their line, as Trojan Source needs them.</summary>
    private static void FindBidi(string text, JsOddities oddities)
    {
        var from = 0;
        while (text.AsSpan(from).IndexOfAny(Bidi) is >= 0 and var offset)
        {
            var at = from + offset;
            var lineStart = text.AsSpan(0, at).LastIndexOfAny('\n', '\r') + 1;
            var length = text.AsSpan(at).IndexOfAny('\n', '\r');
            var end = length < 0 ? text.Length : at + length;
            var open = 0;
            foreach (var c in text.AsSpan(lineStart, end - lineStart))
            {
                open += Bidi.Contains(c) ? 1 : c is '\u202c' or '\u2069' && open > 0 ? -1 : 0;
            }

            // Nobody reads further along a line, so nothing there deceives a reader.
            if (open > 0 && at - lineStart < Readable)
            {
                oddities.Add("text.bidi", LineOf(text, at), text, lineStart);
                return;
            }

            from = end;
        }
    }

    private static void FindInvisible(string text, JsOddities oddities)
    {
        var run = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 0x80)
            {
                run = 0;
                continue;
            }

            if (Syntax.FlagEmoji.LengthAt(text.AsSpan(i)) is > 0 and var flag)
            {
                i += flag - 1;
                run = 0;
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                run = IsInvisible(char.ConvertToUtf32(c, text[++i])) ? run + 1 : 0;
            }
            else
            {
                // One after the other, in the order of their numbers, they are a table of letters and carry nothing.
                run = !IsInvisible(c) ? 0 : i > 0 && text[i - 1] == c - 1 ? run : run + 1;
            }

            if (run == InvisibleRun)
            {
                oddities.Add("text.invisible", LineOf(text, i), text, text.AsSpan(0, i).LastIndexOf('\n') + 1);
                return;
            }
        }
    }

    /// <summary>Variation selectors, zero-width characters, fillers, tags and private use.</summary>
    private static bool IsInvisible(int code) => code is (>= 0xfe00 and <= 0xfe0f) or (>= 0xe0100 and <= 0xe01ef)
        or (>= 0x200b and <= 0x200f) or (>= 0x2060 and <= 0x2064) or 0xfeff or 0x00ad or 0x034f or 0x180e or 0x3164 or 0xffa0 or 0x115f or 0x1160
        or (>= 0xe0000 and <= 0xe007f) or (>= 0xe000 and <= 0xf8ff) or >= 0xf0000;
}
