using System.Buffers;
using System.Collections.Frozen;
using PackageWall.Inspection.Languages.Marks;

namespace PackageWall.Inspection.Languages;

/// <summary>
/// Guesses the language of a text that has no name, from marks that prose does not have. Two marks are wanted, or one that is strong.
/// A text is walked once for the marks of each, without an allocation and in a time that grows with its length alone.
/// </summary>
internal static class CodeHeuristic
{
    public static string Guess(ReadOnlySpan<char> text)
    {
        // The mark of the byte order is no part of the text.
        var trimmed = text.TrimStart('\uFEFF').TrimStart();
        if (trimmed.Length == 0)
        {
            return Language.Text;
        }

        if (trimmed[0] == '<')
        {
            return trimmed.StartsWith("<Project", StringComparison.OrdinalIgnoreCase) ? Language.MsBuild : Language.Text;
        }

        // Most texts with marks tell how a script is used: of what then cannot win any more, no marks are looked for.
        var script = Score<ScriptStrong, ScriptWeak>(text, 0);
        var python = Score<PythonStrong, PythonWeak>(text, script);
        var power = Score<PowerStrong, PowerWeak>(text, Math.Max(script, python) + 1);
        var shell = Score<ShellStrong, ShellWeak>(text, Math.Max(Math.Max(script, python), power) + 1);
        var most = Math.Max(Math.Max(python, script), Math.Max(power, shell));

        // A script may begin and end as JSON does: only what has no mark of one is taken for settings.
        return most < 2 ? OfNoCode(text, trimmed)
            : most == python ? Language.Python
            : most == script ? Language.JavaScript
            : most == power ? Language.PowerShell
            : trimmed.StartsWith("/*", StringComparison.Ordinal) || trimmed.StartsWith("//", StringComparison.Ordinal) ? Language.Text
            : Language.Shell;
    }

    private static string OfNoCode(ReadOnlySpan<char> text, ReadOnlySpan<char> trimmed) =>
        trimmed[0] is '{' or '[' && trimmed.TrimEnd() is [.., '}' or ']'] && BeginsAsJson(text) ? Language.Json : Language.Text;

    /// <summary>
    /// Whether a text begins, after comments and blanks, as no program of JavaScript can (ECMA-262, section 12): with a selector, an at-rule, a
    /// fence, a heading, markup or prose. Whatever stands behind that, no engine runs it.
    /// </summary>
    public static bool BeginsAsNoScript(ReadOnlySpan<char> text)
    {
        text = text.TrimStart('\uFEFF');
        while (true)
        {
            text = text.TrimStart();
            int end = text.StartsWith("//", StringComparison.Ordinal) ? text.IndexOfAny("\n\r\u2028\u2029") + 1
                : text.StartsWith("/*", StringComparison.Ordinal) && text[2..].IndexOf("*/", StringComparison.Ordinal) is >= 0 and var close ? close + 4
                : 0;
            if (end == 0)
            {
                break;
            }

            text = text[end..];
        }

        return text switch
        {
            ['.', var next, ..] => char.IsAsciiLetter(next),
            [':', ..] => true,
            ['#', var next, ..] => next != '!',
            ['-', '-', '-', '\n' or '\r', ..] => true,
            ['<', '!', var next, ..] => char.IsAsciiLetter(next),
            ['<', var next, ..] => char.IsAsciiLetter(next),
            ['*', ..] => true,
            // A class is an expression too, but nothing is assigned to one.
            ['[', 'c', 'l', 'a', 's', 's', '=' or '*' or '^' or '~' or '|' or ']', ..] => true,
            ['@', ..] => BeginsAtRule(text[1..]),
            _ => BeginsWithTwoWords(text),
        };
    }

    // Prose and selectors: a word that is none of the grammar's, and on its line another word or a brace. ECMA-262, 12.10: no semicolon is put in there.
    private static bool BeginsWithTwoWords(ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAnyExcept(WordLetters);
        if (length < 1 || char.IsAsciiDigit(text[0]) || Leading.Contains(Word(text)))
        {
            return false;
        }

        ReadOnlySpan<char> rest = text[length..].TrimStart(" \t");
        return rest is ['{', ..] || (rest.Length < text.Length - length && rest is [var next, ..] && char.IsAsciiLetterOrDigit(next) && !Operators.Contains(Word(rest)));
    }

    private static string Word(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(WordLetters) is var end and >= 0 ? text[..end].ToString() : text.ToString();

    private static bool BeginsAtRule(ReadOnlySpan<char> text)
    {
        foreach (string rule in AtRules)
        {
            if (text.StartsWith(rule, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly SearchValues<char> WordLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$");

    // Words that JavaScript, TypeScript or Flow let stand before another word or a brace.
    private static readonly FrozenSet<string> Leading = FrozenSet.Create(
        StringComparer.Ordinal, "abstract", "async", "await", "break", "case", "catch", "class", "component", "const", "continue", "declare", "default", "delete", "do", "else",
        "enum", "export", "finally", "for", "from", "function", "get", "global", "hook", "if", "import", "in", "instanceof", "interface", "let", "module", "namespace", "new", "of",
        "opaque", "return", "set", "static", "switch", "throw", "try", "type", "typeof", "using", "var", "void", "while", "with", "yield");

    private static readonly FrozenSet<string> Operators = FrozenSet.Create(StringComparer.Ordinal, "in", "instanceof", "as", "satisfies", "of", "is");

    // Before a class the same sign makes a decorator, of any name: what follows here can follow none.
    private static readonly string[] AtRules =
        ["charset \"", "charset '", "import \"", "import '", "import url(", "use \"", "use '", "forward \"", "forward '", "media screen", "media print", "font-face"];

    private const int MostStrong = 3;
    private const int MostWeak = 2;

    // Marks beyond the first few say no more. Nought when it cannot come to as much as is wanted.
    private static int Score<TStrong, TWeak>(ReadOnlySpan<char> text, int wanted)
        where TStrong : struct, IMarks
        where TWeak : struct, IMarks
    {
        if (wanted > (2 * MostStrong) + MostWeak)
        {
            return 0;
        }

        int marks = 2 * MarkCursor<TStrong>.Count(text, MostStrong);
        return marks + MostWeak < wanted ? 0 : marks + MarkCursor<TWeak>.Count(text, MostWeak);
    }

    // Behind the first bracket stands a value, another bracket or the end. What the mark of the byte order begins is not taken for it.
    private static bool BeginsAsJson(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        if (text is not ['{' or '[', ..])
        {
            return false;
        }

        text = text[1..].TrimStart();
        return text is ['"' or '[' or '{' or '}' or ']', ..] || (text is [var first, ..] && char.IsDigit(first))
            || text.StartsWith("true", StringComparison.Ordinal) || text.StartsWith("false", StringComparison.Ordinal) || text.StartsWith("null", StringComparison.Ordinal);
    }
}
