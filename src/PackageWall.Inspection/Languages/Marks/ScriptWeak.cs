using System.Buffers;
using static PackageWall.Inspection.Languages.Marks.Letters;

namespace PackageWall.Inspection.Languages.Marks;

/// <summary>What JavaScript writes and others may: assignments, comparisons, ends of blocks and some calls.</summary>
internal readonly struct ScriptWeak : IMarks
{
    private static readonly string[] Calls = ["console.log(", "eval(", "fetch("];

    public static SearchValues<string> Words { get; } = SearchValues.Create(
        new[] { "const", "let", "var", "console.log(", "===", "await", "eval(", "fetch(", "typeof", "!function" }, StringComparison.Ordinal);

    public static SearchValues<char> Signs { get; } = SearchValues.Create(";");

    public static bool ReadsHeads => false;

    public int End(ReadOnlySpan<char> text, int from, int at) => text[at] switch
    {
        ';' => After(text, Blanks(text, at + 1), '}'),
        '=' => at + 3,
        '!' => After(text, at, "!function"),
        'l' or 'v' => EndOfAssignment(text, IsEdge(text, at) ? at + 3 : None),
        'a' => Blank(text, After(text, Edge(text, at), "await")),
        't' => Blank(text, After(text, Edge(text, at), "typeof")),
        'c' when text[at + 4] == 't' => EndOfAssignment(text, After(text, Edge(text, at), "const")),
        _ => AfterAny(text, Edge(text, at), Calls),
    };

    public int EndOfHead(ReadOnlySpan<char> text, int at) => None;

    private static int Blank(ReadOnlySpan<char> text, int at) => at >= 0 && at < text.Length && char.IsWhiteSpace(text[at]) ? at + 1 : None;

    // \s+[\w$]+\s*=
    private static int EndOfAssignment(ReadOnlySpan<char> text, int at) => After(text, Blanks(text, SomeWord(text, SomeBlanks(text, at), "$")), '=');
}
