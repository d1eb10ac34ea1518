using System.Buffers;
using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace PackageWall.Inspection.Languages;

/// <summary>
/// Guesses the language of a text that has no name, from marks that prose does not have. Two marks are wanted, or one that is strong.
/// All patterns run without backtracking.
/// </summary>
internal static partial class CodeHeuristic
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

        if (!AnyMark.IsMatch(text))
        {
            return OfNoCode(text, trimmed);
        }

        // Most texts with marks tell how a script is used: of what then cannot win any more, no marks are looked for.
        var script = Score(text, ScriptStrong(), ScriptWeak(), 0);
        var python = Score(text, PythonStrong(), PythonWeak(), script);
        var power = Score(text, PowerStrong(), PowerWeak(), Math.Max(script, python) + 1);
        var shell = Score(text, ShellStrong(), ShellWeak(), Math.Max(Math.Max(script, python), power) + 1);
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
        trimmed[0] is '{' or '[' && trimmed.TrimEnd() is [.., '}' or ']'] && JsonLike().IsMatch(text) ? Language.Json : Language.Text;

    // One walk instead of eight through the many texts that have no mark at all.
    private static readonly Regex AnyMark = new(
        string.Join('|', new[] { PythonStrong(), PythonWeak(), ScriptStrong(), ScriptWeak(), PowerStrong(), PowerWeak(), ShellStrong(), ShellWeak() }.Select(mark => $"(?:{mark})")),
        RegexOptions.NonBacktracking);

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

    // Nought when it cannot come to as much as is wanted.
    private static int Score(ReadOnlySpan<char> text, Regex strong, Regex weak, int wanted)
    {
        if (wanted > (2 * MostStrong) + MostWeak)
        {
            return 0;
        }

        int marks = 2 * Count(text, strong, MostStrong);
        return marks + MostWeak < wanted ? 0 : marks + Count(text, weak, MostWeak);
    }

    // Marks beyond the first few say no more.
    private static int Count(ReadOnlySpan<char> text, Regex mark, int most)
    {
        int count = 0;
        foreach (ValueMatch _ in mark.EnumerateMatches(text))
        {
            if (++count == most)
            {
                break;
            }
        }

        return count;
    }

    [GeneratedRegex("^\\s*[{\\[]\\s*(\"|\\d|\\[|\\{|\\}|\\]|true|false|null)", RegexOptions.NonBacktracking)]
    private static partial Regex JsonLike();

    [GeneratedRegex(@"(?m)^\s*(import [a-z_][\w.]*( as \w+)?(,\s*\w+)*\s*(;|$|#)|from [.\w]+ import [\w*(]|def \w+\s*\(.*\)\s*(->.*)?:|class \w+(\(.*\))?:\s*$|if __name__ ?==)|\b(exec|eval)\((compile|base64|zlib|__import__|bytes|b')|__import__\(|\bsubprocess\.|\bos\.(system|environ|popen|path)\b|;\s*import [a-z_]+\b|base64\.b64decode\(|\blambda [\w, ]*:", RegexOptions.NonBacktracking)]
    private static partial Regex PythonStrong();

    [GeneratedRegex(@"(?m)^\s*(try|else|finally):\s*$|^\s*(if|for|while|with|elif|except)\b.*:\s*$|\bprint\(|\b(exec|eval|open)\(|\bself\.\w+", RegexOptions.NonBacktracking)]
    private static partial Regex PythonWeak();

    [GeneratedRegex(@"\brequire\(\s*['""`]|\bmodule\.exports\b|\bprocess\.(env|argv|platform|exit)\b|=>\s*[{(]|\bfunction\s*\w*\s*\([\w$,\s]*\)\s*\{|\bimport\s+[\w{*][^;\n]*from\s*['""]|\b(eval|Function)\(atob|child_process|globalThis|\b_0x[0-9a-f]{4,}|new Function\(|document\.cookie", RegexOptions.NonBacktracking)]
    private static partial Regex ScriptStrong();

    [GeneratedRegex(@"\b(const|let|var)\s+[\w$]+\s*=|\bconsole\.log\(|===|\bawait\s|\beval\(|\bfetch\(|;\s*\}|\btypeof\s|!function", RegexOptions.NonBacktracking)]
    private static partial Regex ScriptWeak();

    [GeneratedRegex(@"(?i)\b(Invoke-(Expression|WebRequest|RestMethod|Command)|New-Object\s+(System\.)?Net|Start-Process|Set-ExecutionPolicy|FromBase64String|\$env:\w+|Get-(Content|Process|ChildItem)|Add-MpPreference|\[System\.\w+|-NoProfile)\b|\bIEX\b\s*\(", RegexOptions.NonBacktracking)]
    private static partial Regex PowerStrong();

    [GeneratedRegex(@"(?m)^\s*\$\w+\s*=|\bparam\s*\(|\|\s*Out-Null", RegexOptions.NonBacktracking)]
    private static partial Regex PowerWeak();

    [GeneratedRegex(@"(?m)^\s*(set -[eux]|curl\s+-|wget\s+-|wget\s+http|curl\s+http|export \w+=|chmod \+?[x0-7]|sudo |nohup )|\|\s*(ba|z)?sh\b|/dev/(null|tcp)|\$\(\s*(curl|wget|cat|mktemp|whoami)\b|\bcrontab\b|;\s*(do|then|fi|done)\b", RegexOptions.NonBacktracking)]
    private static partial Regex ShellStrong();

    [GeneratedRegex(@"(?m)^\s*(echo|cd|mkdir|rm|cp|mv|cat|if \[|for \w+ in|fi|done|esac)\b|&&|\$\{?\w+\}?", RegexOptions.NonBacktracking)]
    private static partial Regex ShellWeak();
}
