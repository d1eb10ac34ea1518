using System.Text.RegularExpressions;
using PackageWall.Inspection.Languages;

namespace PackageWall.Inspection.Tests.Languages.Marks;

/// <summary>
/// The marks as regular expressions, by which they are defined: what the scanner must find, no more and no less. The product does without
/// them, since each keeps sets of Unicode's letters of its own alive.
/// </summary>
internal static partial class MarksByExpression
{
    private const int MostStrong = 3;
    private const int MostWeak = 2;

    public static string Guess(string text)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().TrimStart('\uFEFF').TrimStart();
        if (trimmed.Length == 0)
        {
            return Language.Text;
        }

        if (trimmed[0] == '<')
        {
            return trimmed.StartsWith("<Project", StringComparison.OrdinalIgnoreCase) ? Language.MsBuild : Language.Text;
        }

        int script = Score(text, ScriptStrong(), ScriptWeak());
        int python = Score(text, PythonStrong(), PythonWeak());
        int power = Score(text, PowerStrong(), PowerWeak());
        int shell = Score(text, ShellStrong(), ShellWeak());
        int most = Math.Max(Math.Max(python, script), Math.Max(power, shell));
        return most < 2 ? trimmed[0] is '{' or '[' && trimmed.TrimEnd() is [.., '}' or ']'] && JsonLike().IsMatch(text) ? Language.Json : Language.Text
            : most == python ? Language.Python
            : most == script ? Language.JavaScript
            : most == power ? Language.PowerShell
            : trimmed.StartsWith("/*", StringComparison.Ordinal) || trimmed.StartsWith("//", StringComparison.Ordinal) ? Language.Text
            : Language.Shell;
    }

    private static int Score(string text, Regex strong, Regex weak) =>
        (2 * Math.Min(strong.Count(text), MostStrong)) + Math.Min(weak.Count(text), MostWeak);

    [GeneratedRegex("^\\s*[{\\[]\\s*(\"|\\d|\\[|\\{|\\}|\\]|true|false|null)", RegexOptions.NonBacktracking)]
    public static partial Regex JsonLike();

    [GeneratedRegex(@"(?m)^\s*(import [a-z_][\w.]*( as \w+)?(,\s*\w+)*\s*(;|$|#)|from [.\w]+ import [\w*(]|def \w+\s*\(.*\)\s*(->.*)?:|class \w+(\(.*\))?:\s*$|if __name__ ?==)|\b(exec|eval)\((compile|base64|zlib|__import__|bytes|b')|__import__\(|\bsubprocess\.|\bos\.(system|environ|popen|path)\b|;\s*import [a-z_]+\b|base64\.b64decode\(|\blambda [\w, ]*:", RegexOptions.NonBacktracking)]
    public static partial Regex PythonStrong();

    [GeneratedRegex(@"(?m)^\s*(try|else|finally):\s*$|^\s*(if|for|while|with|elif|except)\b.*:\s*$|\bprint\(|\b(exec|eval|open)\(|\bself\.\w+", RegexOptions.NonBacktracking)]
    public static partial Regex PythonWeak();

    [GeneratedRegex(@"\brequire\(\s*['""`]|\bmodule\.exports\b|\bprocess\.(env|argv|platform|exit)\b|=>\s*[{(]|\bfunction\s*\w*\s*\([\w$,\s]*\)\s*\{|\bimport\s+[\w{*][^;\n]*from\s*['""]|\b(eval|Function)\(atob|child_process|globalThis|\b_0x[0-9a-f]{4,}|new Function\(|document\.cookie", RegexOptions.NonBacktracking)]
    public static partial Regex ScriptStrong();

    [GeneratedRegex(@"\b(const|let|var)\s+[\w$]+\s*=|\bconsole\.log\(|===|\bawait\s|\beval\(|\bfetch\(|;\s*\}|\btypeof\s|!function", RegexOptions.NonBacktracking)]
    public static partial Regex ScriptWeak();

    [GeneratedRegex(@"(?i)\b(Invoke-(Expression|WebRequest|RestMethod|Command)|New-Object\s+(System\.)?Net|Start-Process|Set-ExecutionPolicy|FromBase64String|\$env:\w+|Get-(Content|Process|ChildItem)|Add-MpPreference|\[System\.\w+|-NoProfile)\b|\bIEX\b\s*\(", RegexOptions.NonBacktracking)]
    public static partial Regex PowerStrong();

    [GeneratedRegex(@"(?m)^\s*\$\w+\s*=|\bparam\s*\(|\|\s*Out-Null", RegexOptions.NonBacktracking)]
    public static partial Regex PowerWeak();

    [GeneratedRegex(@"(?m)^\s*(set -[eux]|curl\s+-|wget\s+-|wget\s+http|curl\s+http|export \w+=|chmod \+?[x0-7]|sudo |nohup )|\|\s*(ba|z)?sh\b|/dev/(null|tcp)|\$\(\s*(curl|wget|cat|mktemp|whoami)\b|\bcrontab\b|;\s*(do|then|fi|done)\b", RegexOptions.NonBacktracking)]
    public static partial Regex ShellStrong();

    [GeneratedRegex(@"(?m)^\s*(echo|cd|mkdir|rm|cp|mv|cat|if \[|for \w+ in|fi|done|esac)\b|&&|\$\{?\w+\}?", RegexOptions.NonBacktracking)]
    public static partial Regex ShellWeak();
}
