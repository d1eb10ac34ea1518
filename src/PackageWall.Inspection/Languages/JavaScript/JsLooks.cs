namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Obfuscators that are known by their look: JSFuck, aaencode, jjencode, Dean Edwards' packer.</summary>
internal static class JsLooks
{
    private const int LongestBracketRun = 400;

    // The encoder writes nothing but faces; a comment has one or two.
    private const int FewFaces = 8;
    private const int FacesWithin = 200;
    private const char Cheek = '\uff9f';

    private static readonly (string Name, string Text)[] Literals =
    [
        ("obfuscation.aaencode", "\uff9f\u0414\uff9f"),
        ("obfuscation.aaencode", "\uff9f\u0398\uff9f"),
        ("obfuscation.aaencode", "\uff9f\u03c9\uff9f"),
        ("obfuscation.jjencode", "=~[];"),
    ];

    private static readonly System.Buffers.SearchValues<char> Brackets = System.Buffers.SearchValues.Create("[]()!+");

    /// <summary>Calls <paramref name="add"/> with the name of each look found and its place.</summary>
    public static void Find(string source, Action<string, int> add)
    {
        if (FindBrackets(source) is >= 0 and var brackets)
        {
            add("obfuscation.jsfuck", brackets);
        }

        foreach (var (name, text) in Literals)
        {
            for (var at = source.IndexOf(text, StringComparison.Ordinal); at >= 0; at = source.IndexOf(text, at + text.Length, StringComparison.Ordinal))
            {
                if (text[0] == Cheek ? source.AsSpan(at, Math.Min(FacesWithin, source.Length - at)).Count(Cheek) >= FewFaces : IsJjencode(source, at))
                {
                    add(name, at);
                    break;
                }
            }
        }

        if (FindPacker(source) is >= 0 and var packer)
        {
            add("obfuscation.packer", packer);
        }
    }

    /// <summary>A run of nothing but <c>[]()!+</c> that no person writes.</summary>
    private static int FindBrackets(string source)
    {
        // A long run must cover one of these places, whatever it begins at.
        for (var probe = LongestBracketRun - 1; probe < source.Length; probe += LongestBracketRun)
        {
            if (!Brackets.Contains(source[probe]))
            {
                continue;
            }

            var before = source.AsSpan(0, probe).LastIndexOfAnyExcept(Brackets);
            var after = source.AsSpan(probe).IndexOfAnyExcept(Brackets);
            var end = after < 0 ? source.Length : probe + after;
            if (end - before - 1 >= LongestBracketRun)
            {
                return before + 1;
            }

            probe = Math.Max(probe, end - LongestBracketRun + 1);
        }

        return -1;
    }

    /// <summary><c>$=~[];$={___:++$,$$$$:(![]+"")[$]…</c>, whatever the name.</summary>
    private static bool IsJjencode(string source, int at)
    {
        var rest = source.AsSpan(at, Math.Min(64, source.Length - at));
        return rest.Contains(":++", StringComparison.Ordinal) && rest.Contains("(![]+\"\")", StringComparison.Ordinal);
    }

    /// <summary><c>eval(function(p,a,c,k,e,d)</c>, with any blanks.</summary>
    private static int FindPacker(string source)
    {
        const string Head = "function(p,a,c,k,e,";
        for (var at = source.IndexOf("eval", StringComparison.Ordinal); at >= 0; at = source.IndexOf("eval", at + 4, StringComparison.Ordinal))
        {
            var i = at + 4;
            var matched = 0;
            foreach (var c in source.AsSpan(i, Math.Min(120, source.Length - i)))
            {
                if (char.IsWhiteSpace(c) || (matched == 0 && c == '('))
                {
                    continue;
                }

                if (c != Head[matched])
                {
                    break;
                }

                if (++matched == Head.Length)
                {
                    return at;
                }
            }
        }

        return -1;
    }
}
