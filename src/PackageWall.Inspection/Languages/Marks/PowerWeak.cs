using System.Buffers;
using static PackageWall.Inspection.Languages.Marks.Letters;

namespace PackageWall.Inspection.Languages.Marks;

/// <summary>What PowerShell writes and others may: variables at the head of a line, parameters and what is thrown away.</summary>
internal readonly struct PowerWeak : IMarks
{
    public static SearchValues<string> Words { get; } = SearchValues.Create(["param", "Out-Null"], StringComparison.Ordinal);

    public static SearchValues<char> Signs { get; } = SearchValues.Create("$");

    public static bool ReadsHeads => false;

    public int End(ReadOnlySpan<char> text, int from, int at) => text[at] switch
    {
        '$' => After(text, Blanks(text, SomeWord(text, Head(text, from, at) < 0 ? None : at + 1)), '='),
        'p' => After(text, Blanks(text, After(text, Edge(text, at), "param")), '('),
        _ => After(text, Behind(text, from, at, '|'), "Out-Null"),
    };

    public int EndOfHead(ReadOnlySpan<char> text, int at) => None;
}
