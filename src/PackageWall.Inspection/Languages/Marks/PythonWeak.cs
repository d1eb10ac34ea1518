using System.Buffers;
using static PackageWall.Inspection.Languages.Marks.Letters;

namespace PackageWall.Inspection.Languages.Marks;

/// <summary>What Python writes and others may: lines that begin with a keyword and end with a colon, and some calls.</summary>
internal readonly struct PythonWeak : IMarks
{
    private static readonly string[] Calls = ["print(", "exec(", "eval(", "open(", "self."];
    private static readonly string[] Alone = ["try", "else", "finally"];
    private static readonly string[] Keywords = ["if", "for", "while", "with", "elif", "except"];

    public static SearchValues<string> Words { get; } = SearchValues.Create(Calls, StringComparison.Ordinal);

    public static SearchValues<char>? Signs => null;

    public static bool ReadsHeads => true;

    public int End(ReadOnlySpan<char> text, int from, int at)
    {
        int behind = AfterAny(text, Edge(text, at), Calls);
        return behind >= 0 && text[behind - 1] == '.' ? SomeWord(text, behind) : behind;
    }

    // (try|else|finally):\s*$ and (if|for|while|with|elif|except)\b.*:\s*$
    public int EndOfHead(ReadOnlySpan<char> text, int at)
    {
        if (text[at] is not ('t' or 'e' or 'f' or 'i' or 'w'))
        {
            return None;
        }

        if (After(text, AfterAny(text, at, Alone), ':') is >= 0 and var colon)
        {
            return LastLineEnd(text, colon);
        }

        int keyword = AfterAnyWhole(text, at, Keywords);
        if (keyword < 0)
        {
            return None;
        }

        // Nothing but blanks may follow on the line: its last letter is the colon.
        ReadOnlySpan<char> line = text[keyword..LineEnd(text, keyword)].TrimEnd();
        return line is [.., ':'] ? LastLineEnd(text, keyword + line.Length) : None;
    }
}
