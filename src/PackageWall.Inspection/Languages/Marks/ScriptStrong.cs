using System.Buffers;
using static PackageWall.Inspection.Languages.Marks.Letters;

namespace PackageWall.Inspection.Languages.Marks;

/// <summary>What only JavaScript writes: its modules, functions and arrows, and what obfuscators leave.</summary>
internal struct ScriptStrong : IMarks
{
    // Of the stretch that the last import looked at: where it ends, where its last "from" with a quote begins, and where that ends. The
    // imports of one line look at the same.
    private int _stretch;
    private int _source;
    private int _sourceEnd;

    private static readonly string[] OfProcess = ["env", "argv", "platform", "exit"];

    public static SearchValues<string> Words { get; } = SearchValues.Create(
        new[]
        {
            "require(", "module.exports", "process.", "=>", "function", "import", "eval(atob", "Function(atob", "child_process", "globalThis", "_0x", "new Function(",
            "document.cookie",
        },
        StringComparison.Ordinal);

    public static SearchValues<char>? Signs => null;

    public static bool ReadsHeads => false;

    public int End(ReadOnlySpan<char> text, int from, int at) => text[at] switch
    {
        'r' => AfterOneOf(text, Blanks(text, After(text, Edge(text, at), "require(")), "'\"`"),
        'm' => Edge(text, After(text, Edge(text, at), "module.exports")),
        'p' => AfterAnyWhole(text, After(text, Edge(text, at), "process."), OfProcess),
        '=' => AfterOneOf(text, Blanks(text, After(text, at, "=>")), "{("),
        'f' => EndOfFunction(text, at),
        'i' => EndOfImport(text, at),
        'e' => After(text, Edge(text, at), "eval(atob"),
        'F' => After(text, Edge(text, at), "Function(atob"),
        '_' => EndOfMangled(text, at),
        'c' => After(text, at, "child_process"),
        'g' => After(text, at, "globalThis"),
        'n' => After(text, at, "new Function("),
        _ => After(text, at, "document.cookie"),
    };

    public readonly int EndOfHead(ReadOnlySpan<char> text, int at) => None;

    // \bfunction\s*\w*\s*\([\w$,\s]*\)\s*\{
    private static int EndOfFunction(ReadOnlySpan<char> text, int at)
    {
        int end = After(text, Blanks(text, Word(text, Blanks(text, After(text, Edge(text, at), "function")))), '(');
        if (end < 0)
        {
            return None;
        }

        while (end < text.Length && (IsWord(text[end]) || text[end] is '$' or ',' || char.IsWhiteSpace(text[end])))
        {
            end++;
        }

        return After(text, Blanks(text, After(text, end, ')')), '{');
    }

    // \b_0x[0-9a-f]{4,}
    private static int EndOfMangled(ReadOnlySpan<char> text, int at)
    {
        int first = After(text, Edge(text, at), "_0x");
        int end = first;
        while (end >= 0 && end < text.Length && char.IsAsciiHexDigitLower(text[end]))
        {
            end++;
        }

        return first >= 0 && end - first >= 4 ? end : None;
    }

    // \bimport\s+[\w{*][^;\n]*from\s*['"]
    private int EndOfImport(ReadOnlySpan<char> text, int at)
    {
        int name = SomeBlanks(text, After(text, Edge(text, at), "import"));
        if (name < 0 || name == text.Length || !(IsWord(text[name]) || text[name] is '{' or '*'))
        {
            return None;
        }

        int first = name + 1;
        if (first >= _stretch)
        {
            FindSource(text, first);
        }

        return _source >= first ? _sourceEnd : None;
    }

    private void FindSource(ReadOnlySpan<char> text, int first)
    {
        _stretch = text[first..].IndexOfAny(';', '\n') is >= 0 and var length ? first + length : text.Length;
        _source = _stretch;
        while ((_source = text[first.._source].LastIndexOf("from", StringComparison.Ordinal)) >= 0)
        {
            _source += first;
            _sourceEnd = AfterOneOf(text, Blanks(text, _source + 4), "'\"");
            if (_sourceEnd >= 0)
            {
                return;
            }
        }
    }
}
