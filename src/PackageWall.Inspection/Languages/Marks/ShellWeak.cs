using System.Buffers;
using static PackageWall.Inspection.Languages.Marks.Letters;

namespace PackageWall.Inspection.Languages.Marks;

/// <summary>What shells write and others may: short commands at the head of a line, conjunctions and variables.</summary>
internal readonly struct ShellWeak : IMarks
{
    private static readonly string[] Commands = ["echo", "cd", "mkdir", "rm", "cp", "mv", "cat", "done", "esac"];

    public static SearchValues<string>? Words => null;

    public static SearchValues<char> Signs { get; } = SearchValues.Create("&$");

    public static bool ReadsHeads => true;

    // && and \$\{?\w+\}?
    public int End(ReadOnlySpan<char> text, int from, int at)
    {
        if (text[at] == '&')
        {
            return After(text, at + 1, '&');
        }

        int name = SomeWord(text, After(text, at + 1, '{') is >= 0 and var inner ? inner : at + 1);
        return After(text, name, '}') is >= 0 and var end ? end : name;
    }

    public int EndOfHead(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        'e' or 'c' or 'm' or 'r' or 'd' => AfterAnyWhole(text, at, Commands),
        'i' => Edge(text, After(text, at, "if [")),
        'f' when Edge(text, After(text, at, "fi")) is >= 0 and var end => end,
        'f' => Edge(text, After(text, SomeWord(text, After(text, at, "for ")), " in")),
        _ => None,
    };
}
