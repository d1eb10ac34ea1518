using System.Buffers;
using static PackageWall.Inspection.Languages.Marks.Letters;

namespace PackageWall.Inspection.Languages.Marks;

/// <summary>What only PowerShell writes, in any case.</summary>
internal readonly struct PowerStrong : IMarks
{
    private static readonly string[] Invoked = ["expression", "webrequest", "restmethod", "command"];
    private static readonly string[] Got = ["content", "process", "childitem"];
    private static readonly string[] Whole = ["start-process", "set-executionpolicy", "frombase64string", "add-mppreference", "-noprofile"];

    // No k among the letters sought: the sign of Kelvin is one too.
    public static SearchValues<string> Words { get; } = SearchValues.Create(
        new[] { "invo", "new-object", "start-process", "set-executionpolicy", "frombase64string", "$env:", "get-", "add-mppreference", "[system.", "-noprofile", "iex" },
        StringComparison.OrdinalIgnoreCase);

    public static SearchValues<char>? Signs => null;

    public static bool ReadsHeads => false;

    public int End(ReadOnlySpan<char> text, int from, int at)
    {
        // A sign too must stand at the edge of a word: behind one.
        if (!IsEdge(text, at))
        {
            return None;
        }

        return (text[at] | 0x20) switch
        {
            'i' when (text[at + 1] | 0x20) == 'e' => After(text, Blanks(text, Edge(text, AfterInAnyCase(text, at, "iex"))), '('),
            'i' => AnyEnding(text, AfterInAnyCase(text, at, "invoke-"), Invoked),
            'n' => EndOfObject(text, SomeBlanks(text, AfterInAnyCase(text, at, "new-object"))),
            'g' => AnyEnding(text, AfterInAnyCase(text, at, "get-"), Got),
            '$' => Edge(text, SomeWord(text, AfterInAnyCase(text, at, "$env:"))),
            '[' | 0x20 => Edge(text, SomeWord(text, AfterInAnyCase(text, at, "[system."))),
            _ => AnyEnding(text, at, Whole),
        };
    }

    public int EndOfHead(ReadOnlySpan<char> text, int at) => None;

    // (System\.)?Net
    private static int EndOfObject(ReadOnlySpan<char> text, int at) =>
        Edge(text, AfterInAnyCase(text, AfterInAnyCase(text, at, "system.") is >= 0 and var inner ? inner : at, "net"));

    private static int AnyEnding(ReadOnlySpan<char> text, int at, string[] words)
    {
        foreach (string word in words)
        {
            if (Edge(text, AfterInAnyCase(text, at, word)) is >= 0 and var end)
            {
                return end;
            }
        }

        return None;
    }
}
