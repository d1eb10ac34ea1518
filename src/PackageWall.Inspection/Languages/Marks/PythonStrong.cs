using System.Buffers;
using static PackageWall.Inspection.Languages.Marks.Letters;

namespace PackageWall.Inspection.Languages.Marks;

/// <summary>What only Python writes: imports, definitions and classes at the head of a line, and modules that run something.</summary>
internal struct PythonStrong : IMarks
{
    // Where the names behind a lambda end that was looked at: a row of them is walked once.
    private int _names;

    public static SearchValues<string> Words { get; } = SearchValues.Create(
        new[] { "import ", "from ", "def ", "class ", "if __name__", "exec(", "eval(", "__import__(", "subprocess.", "os.", "base64.b64decode(", "lambda " },
        StringComparison.Ordinal);

    public static SearchValues<char>? Signs => null;

    public static bool ReadsHeads => false;

    public int End(ReadOnlySpan<char> text, int from, int at) => text[at] switch
    {
        'i' => text[at + 1] == 'm' ? EndOfImport(text, from, at) : EndOfMain(text, from, at),
        'f' => EndOfFrom(text, from, at),
        'd' => EndOfDefinition(text, from, at),
        'c' => EndOfClass(text, from, at),
        'e' => AfterAny(text, AfterAny(text, Edge(text, at), Runners), Run),
        '_' => After(text, at, "__import__("),
        's' => After(text, Edge(text, at), "subprocess."),
        'o' => AfterAnyWhole(text, After(text, Edge(text, at), "os."), OfSystem),
        'b' => After(text, at, "base64.b64decode("),
        _ => EndOfLambda(text, at),
    };

    public readonly int EndOfHead(ReadOnlySpan<char> text, int at) => None;

    // ;\s*import [a-z_]+\b, or at a head: import [a-z_][\w.]*( as \w+)?(,\s*\w+)*\s*(;|$|#)
    private static int EndOfImport(ReadOnlySpan<char> text, int from, int at)
    {
        int name = After(text, at, "import ");
        if (name >= text.Length || !(text[name] is '_' || char.IsAsciiLetterLower(text[name])))
        {
            return None;
        }

        if (Behind(text, from, at, ';') >= 0)
        {
            int end = text[name..].IndexOfAnyExcept(LowerLetters) is >= 0 and var length ? name + length : text.Length;
            if (IsEdge(text, end))
            {
                return end;
            }
        }

        if (Head(text, from, at) < 0)
        {
            return None;
        }

        int last = Word(text, name, ".");
        last = SomeWord(text, After(text, last, " as ")) is >= 0 and var alias ? alias : last;
        while (SomeWord(text, Blanks(text, After(text, last, ','))) is >= 0 and var more)
        {
            last = more;
        }

        return AfterOneOf(text, Blanks(text, last), ";#") is >= 0 and var behind ? behind : LastLineEnd(text, last);
    }

    // from [.\w]+ import [\w*(]
    private static int EndOfFrom(ReadOnlySpan<char> text, int from, int at)
    {
        int name = After(text, SomeWord(text, After(text, Head(text, from, at), "from "), "."), " import ");
        return name >= 0 && name < text.Length && (IsWord(text[name]) || text[name] is '*' or '(') ? name + 1 : None;
    }

    // def \w+\s*\(.*\)\s*(->.*)?:
    private static int EndOfDefinition(ReadOnlySpan<char> text, int from, int at)
    {
        int open = After(text, Blanks(text, SomeWord(text, After(text, Head(text, from, at), "def "))), '(');
        if (open < 0)
        {
            return None;
        }

        int lineEnd = LineEnd(text, open);
        int colon = -2;
        for (int close = lineEnd; (close = text[open..close].LastIndexOf(')')) >= 0;)
        {
            close += open;
            int behind = Blanks(text, close + 1);
            if (After(text, behind, ':') is >= 0 and var end)
            {
                return end;
            }

            if (After(text, behind, "->") is >= 0 and var result)
            {
                // The last of the line serves every arrow of it. Only behind the last bracket can the arrow stand on another line.
                if (behind > lineEnd)
                {
                    int other = text[result..LineEnd(text, result)].LastIndexOf(':');
                    if (other >= 0)
                    {
                        return result + other + 1;
                    }
                }
                else
                {
                    colon = colon == -2 ? open + text[open..lineEnd].LastIndexOf(':') : colon;
                    if (colon >= result)
                    {
                        return colon + 1;
                    }
                }
            }
        }

        return None;
    }

    // class \w+(\(.*\))?:\s*$
    private static int EndOfClass(ReadOnlySpan<char> text, int from, int at)
    {
        int name = SomeWord(text, After(text, Head(text, from, at), "class "));
        if (After(text, name, '(') is >= 0 and var open)
        {
            // Nothing but blanks may follow on the line: its last letters are the bracket and the colon.
            int last = open + text[open..LineEnd(text, open)].TrimEnd().Length - 2;
            return last >= open && text[last] == ')' && text[last + 1] == ':' ? LastLineEnd(text, last + 2) : None;
        }

        return LastLineEnd(text, After(text, name, ':'));
    }

    // if __name__ ?==
    private static int EndOfMain(ReadOnlySpan<char> text, int from, int at)
    {
        int name = After(text, Head(text, from, at), "if __name__");
        return After(text, After(text, name, ' ') is >= 0 and var blank ? blank : name, "==");
    }

    // \blambda [\w, ]*:
    private int EndOfLambda(ReadOnlySpan<char> text, int at)
    {
        int names = After(text, Edge(text, at), "lambda ");
        if (names > _names)
        {
            _names = Word(text, names, ", ");
        }

        return names < 0 ? None : After(text, _names, ':');
    }

    private static readonly string[] Runners = ["exec(", "eval("];
    private static readonly string[] Run = ["compile", "base64", "zlib", "__import__", "bytes", "b'"];
    private static readonly string[] OfSystem = ["system", "environ", "popen", "path"];
    private static readonly SearchValues<char> LowerLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_");
}
