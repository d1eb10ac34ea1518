using System.Text;

namespace PackageWall.Inspection.Tests.Languages.Marks;

/// <summary>Makes texts at random from the pieces that marks are made of, so that most are marks or nearly so.</summary>
internal sealed class MarkText(int seed)
{
    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();

    // Pieces of one language stand together: a mark is seldom made of two.
    private static readonly string[][] Pieces =
    [
        ["import ", "import a", ";import a", "\nfrom a import ", "import", "a", "os", "_", "a.b", " as ", " as", ",", ", ", "x", "#", ";", "from ", "from", " import ", " import", "*", "(", ".", "..", "b", "A"],
        ["def ", "def f(", "def f\n(", "\ndef f(a)", "f", "(", ")", "()", ")->", ")->\n", "->", "-> ", ":", "x", "class ", "class C(", "C", "):", "if __name__", "==", " ==", "=", "__name__", "a, b", "-", ">"],
        ["exec(", "eval(", "compile", "base64", "zlib", "__import__", "bytes", "b'", "__import__(", "subprocess.", "os.", "system", "environ", "popen", "path", "base64.b64decode(", "lambda ", "lambda", "a, b", ":", "_", "x"],
        ["try", "else", "finally", ":", "if", "for", "while", "with", "elif", "except", "print(", "exec(", "open(", "self.", "self", "a", ".", "x", " x"],
        ["require(", "'", "\"", "`", "module.exports", "process.", "env", "argv", "platform", "exit", "=>", "{", "(", "child_process", "globalThis", "_0x", "12ab", "g", "new Function(", "document.cookie", "Function(", "atob", "eval(", "a"],
        ["function", "function f(", "import x from", "f", "(", ")", "{", "a, $b", "$", ",", "import", "import ", "{a}", "*", "from", " from ", "'", "\"", ";", "x", "import x from 'y'"],
        ["const", "let", "var", "x", "$", "=", "===", "console.log(", "await", "eval(", "fetch(", ";", "}", "typeof", "!function", "!", "a"],
        ["Invoke-", "Inv", "oke-", "invo\u212Ae-", "Expression", "webrequest", "RESTMETHOD", "command", "New-Object", "System.", "net", "Start-Process", "Set-ExecutionPolicy", "FromBase64String", "a", "-"],
        ["$env:", "$ENV:", "Get-", "get-", "Content", "Process", "ChildItem", "Add-MpPreference", "[System.", "[system.", "-NoProfile", "IEX", "iex", "(", "a", "I", "e", "\u0131ex", "\u0130EX", "-"],
        ["$", "$x", "x", "=", "param", "(", "|", "Out-Null", "out-null", "$a ="],
        ["set -", "e", "u", "x", "curl", "wget", "-", "http", "export ", "export", "A", "=", "chmod ", "+", "7", "8", "sudo ", "sudo", "nohup ", "|", "ba", "z", "sh", "a"],
        ["/dev/", "null", "tcp", "/dev", "$(", "curl", "wget", "cat", "mktemp", "whoami", "crontab", ";", "do", "then", "fi", "done", "x", "$"],
        ["echo", "cd", "mkdir", "rm", "cp", "mv", "cat", "if ", "[", "for ", "for", "i", " in", "fi", "done", "esac", "&&", "&", "$", "{", "}", "x", "${x}"],
        ["{", "[", "}", "]", "\"", "true", "false", "null", "1", "\u0661", "tru", "a", "\uFEFF"],
    ];

    private static readonly string[] Blanks = [" ", " ", " ", "\n", "\n", "\n", "\r\n", "\t", "\r", "  ", "\n\n", "\n  ", "\u00A0", "\u0085", "\u2028", "\u3000", "\v", "\u200B"];

    private static readonly string[] Odd =
        ["a", "_", "1", "Z", "\u00E9", "\u0301", "\u0903", "\u0661", "\u203F", "\u200C", "\u200D", "\u212A", "\u017F", "\u01C5", "\u02B0", "\u05D0", "\u00B2", "\uD83D\uDE00", "\uD800", ".", ",", ";", ":", "'", "\"", "(", ")", "{", "}", "[", "]", "=", "|", "&", "-", "#", "/", "<", "\0"];

    public string Next()
    {
        _text.Clear();
        string[] pieces = Some();
        int blanks = _random.Next(2, 45);
        int length = _random.Next(1, _random.Next(4, 40));
        for (int i = 0; i < length; i++)
        {
            int kind = _random.Next(100);
            if (kind < 8)
            {
                pieces = Some();
            }

            _text.Append(kind < 94 - blanks ? Of(pieces) : kind < 94 ? Of(Blanks) : Of(Odd));
        }

        return _text.ToString();
    }

    // A few pieces of one language, so that they meet often.
    private string[] Some() => _random.GetItems(Pieces[_random.Next(Pieces.Length)], _random.Next(2, 9));

    private string Of(string[] all) => all[_random.Next(all.Length)];
}
