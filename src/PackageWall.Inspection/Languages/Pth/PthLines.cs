using System.Text;
using System.Text.Unicode;

namespace PackageWall.Inspection.Languages.Pth;

/// <summary>
/// Splits a path configuration file into lines as every Python does: up to 3.12 by line feeds and carriage returns alone, since 3.13
/// by <c>str.splitlines()</c>, which also ends a line at VT, FF, FS, GS, RS, NEL and the Unicode separators. A line that runs under
/// either rule runs. Text is UTF-8, with or without a byte order mark, else the locale's (read here as Latin-1).
/// </summary>
internal static class PthLines
{
    private const string Ends = "\n\r";
    private const string AllEnds = "\n\r\v\f\u001c\u001d\u001e\u0085\u2028\u2029";

    /// <summary>The lines under both rules; those that are the same under both stand once.</summary>
    public static IReadOnlyList<PthLine> Read(ReadOnlySpan<byte> content)
    {
        string text = Decode(content);
        var lines = new List<PthLine>();
        var seen = new HashSet<(string, int)>();
        foreach (string ends in (string[])[Ends, AllEnds])
        {
            Split(text, ends, lines, seen);
        }

        return lines;
    }

    /// <summary>Whether any line runs.</summary>
    public static bool HasCode(ReadOnlySpan<byte> content) => Read(content).Any(line => line.Kind == PthLineKind.Code);

    /// <summary>Whether there are bytes that no tool writes into such a file: broken UTF-8 or control characters.</summary>
    public static bool HasOddBytes(ReadOnlySpan<byte> content)
    {
        if (!Utf8.IsValid(content))
        {
            return true;
        }

        foreach (char c in Encoding.UTF8.GetString(content))
        {
            if (char.IsControl(c) ? c is not ('\t' or '\n' or '\r') : c is '\u2028' or '\u2029')
            {
                return true;
            }
        }

        return false;
    }

    private static string Decode(ReadOnlySpan<byte> content)
    {
        string text = Utf8.IsValid(content) ? Encoding.UTF8.GetString(content) : Encoding.Latin1.GetString(content);
        return text.StartsWith('\uFEFF') ? text[1..] : text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal) ? text[3..] : text;
    }

    private static void Split(string text, string ends, List<PthLine> lines, HashSet<(string, int)> seen)
    {
        int start = 0;
        int number = 1;
        while (start <= text.Length)
        {
            int length = text.AsSpan(start).IndexOfAny(ends);
            string line = length < 0 ? text[start..] : text.Substring(start, length);
            PthLineKind kind = Kind(line);
            if (kind != PthLineKind.Comment && seen.Add((line, number)))
            {
                lines.Add(new PthLine(kind, line, number));
            }

            if (length < 0)
            {
                return;
            }

            char end = text[start + length];
            bool pair = end == '\r' && start + length + 1 < text.Length && text[start + length + 1] == '\n';
            number += end is '\n' or '\r' ? 1 : 0;
            start += length + (pair ? 2 : 1);
        }
    }

    private static PthLineKind Kind(string line)
    {
        if (line.StartsWith('#') || string.IsNullOrWhiteSpace(line))
        {
            return PthLineKind.Comment;
        }

        return line.StartsWith("import ", StringComparison.Ordinal) || line.StartsWith("import\t", StringComparison.Ordinal)
            ? PthLineKind.Code
            : PthLineKind.Path;
    }
}
