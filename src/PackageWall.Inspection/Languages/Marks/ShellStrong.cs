using System.Buffers;
using static PackageWall.Inspection.Languages.Marks.Letters;

namespace PackageWall.Inspection.Languages.Marks;

/// <summary>What only shells write: commands at the head of a line, pipes into a shell, devices, substitutions and the ends of loops.</summary>
internal readonly struct ShellStrong : IMarks
{
    private static readonly string[] Shells = ["sh", "bash", "zsh"];
    private static readonly string[] Ends = ["do", "then", "fi", "done"];
    private static readonly string[] Devices = ["/dev/null", "/dev/tcp"];
    private static readonly string[] Substituted = ["curl", "wget", "cat", "mktemp", "whoami"];
    private static readonly string[] Fetched = ["-", "http"];

    public static SearchValues<string> Words { get; } = SearchValues.Create(
        new[] { "set -", "curl", "wget", "export ", "chmod ", "sudo ", "nohup ", "/dev/", "$(", "crontab" }, StringComparison.Ordinal);

    public static SearchValues<char> Signs { get; } = SearchValues.Create("|;");

    public static bool ReadsHeads => false;

    public int End(ReadOnlySpan<char> text, int from, int at) => text[at] switch
    {
        '|' => AfterAnyWhole(text, Blanks(text, at + 1), Shells),
        ';' => AfterAnyWhole(text, Blanks(text, at + 1), Ends),
        '/' => AfterAny(text, at, Devices),
        '$' => AfterAnyWhole(text, Blanks(text, After(text, at, "$(")), Substituted),
        'c' when text[at + 1] == 'r' => Edge(text, After(text, Edge(text, at), "crontab")),
        _ => EndOfCommand(text, Head(text, from, at)),
    };

    public int EndOfHead(ReadOnlySpan<char> text, int at) => None;

    private static int EndOfCommand(ReadOnlySpan<char> text, int at) => at < 0 ? None : text[at] switch
    {
        // set -[eux]
        's' when text[at + 1] == 'e' => AfterOneOf(text, After(text, at, "set -"), "eux"),
        's' => After(text, at, "sudo "),
        'n' => After(text, at, "nohup "),
        'e' => After(text, SomeWord(text, After(text, at, "export ")), '='),

        // chmod \+?[x0-7]
        'c' when text[at + 1] == 'h' => AfterOneOf(text, After(text, at + 6, '+') is >= 0 and var mode ? mode : at + 6, "x01234567"),
        _ => AfterAny(text, SomeBlanks(text, at + 4), Fetched),
    };
}
