using System.Text.RegularExpressions;

namespace PackageWall.Inspection.Tests.Languages.Marks;

/// <summary>The scanner finds the marks that the regular expressions find, each with the same end, and guesses the same.</summary>
public sealed class MarksTests
{
    private const string Kelvin = "\u212A";

    // What stands before and behind, so that words and lines begin and end there or do not.
    private static readonly string[] Before = ["", "\n", " ", "a", "a ", "a\n \t", "\r", "\u00A0", "\u200D", "\u0301", ";", "; \n", "|", "\u2028", "x\n\u3000"];
    private static readonly string[] Behind = ["", "\n", " ", "a", " \r\n\n ", " x", ":", "\u200C", "\u0661", ";", "(", "\u0085", "'"];

    private static readonly Dictionary<string, Regex> Expressions = new()
    {
        ["python"] = MarksByExpression.PythonStrong(), ["python?"] = MarksByExpression.PythonWeak(),
        ["script"] = MarksByExpression.ScriptStrong(), ["script?"] = MarksByExpression.ScriptWeak(),
        ["power"] = MarksByExpression.PowerStrong(), ["power?"] = MarksByExpression.PowerWeak(),
        ["shell"] = MarksByExpression.ShellStrong(), ["shell?"] = MarksByExpression.ShellWeak(),
    };

    [Theory]
    [InlineData("python", "import os", "import os.path as p, q,\n r;", "import _a #", "import a\n\n", ";\u00A0import os", "x;\n\nimport a9;", "from . import x", "from .a.b import (", "from a import *")]
    [InlineData("python", "def f():", "def f \n(a, b) -> c:", "def f(a))) :", "def f() -> a)->b: c: d", "def f(a):)", "def f(a)->b):", "def f()\n -> x:", "class A:", "class A(B):  \n", "class A()):", "if __name__ ==", "if __name__==", "\n \n def \u00E9(\u0301):")]
    [InlineData("python", "exec(compile", "eval(base64", "exec(zlib", "eval(__import__", "exec(bytes", "exec(b'", "__import__(", "a__import__(", "subprocess.", "os.system", "os.environ", "os.popen", "os.path", "base64.b64decode(", "lambda :", "lambda a, b:", "lambda lambda a:")]
    [InlineData("python?", "try:", "else: \n", "finally:\n\n\n", "if x:", "for\u00A0a in b: \n", "while:", "with a: b:", "elif(a):", "except:", "print(", "exec(", "eval(", "open(", "self.a", "self.\u0661")]
    [InlineData("script", "require('", "require( \n\"", "require(`", "module.exports", "process.env", "process.argv", "process.platform", "process.exit", "=>{", "=> \n(", "function(){", "functionf(){", "function\nf\n(a, $b,\n\u00E9)\n{", "function f\u0301(\u0301) {")]
    [InlineData("script", "import a from 'b", "import {a} from\n\"", "import * as a from'from'x", "import a from b from 'c", "import a from b import c from 'd'; import e from 'f'", "import a xfrom'", "import\n\n\u00E9from'")]
    [InlineData("script", "eval(atob", "Function(atob", "child_process", "xchild_processx", "globalThis", "_0x12ab", "_0xffffffff", "new Function(atob", "xnew Function(", "document.cookie")]
    [InlineData("script?", "const a =", "let\n$a\n=", "var \u00E9==", "console.log(", "===", "=====", "await ", "await\u3000", "eval(", "fetch(", ";}", "; \n }", ";;}", "typeof\n", "!function", "!!function")]
    [InlineData("power", "Invoke-Expression", "INVOKE-webrequest", "invo" + Kelvin + "e-RestMethod", "invoke-command", "New-Object Net", "new-object\n\tSystem.Net", "Start-Process", "Set-ExecutionPolicy", "frombase64string", "a$env:x", "a$ENV:\u00E9", "Get-Content", "get-process", "GET-childitem", "Add-MpPreference", "x[System.IO", "x-noprofile", "IEX(", "iex \n (", "9-NoProfile", "\u200D$env:x")]
    [InlineData("power?", "$a =", "$a\n=", " \n$\u0661=", "param(", "param\n(", "| Out-Null", "|\n\u00A0Out-Null", "|Out-Null")]
    [InlineData("shell", "set -e", "set -u", "set -x", "curl -", "curl\n\n-", "curl http", "wget -", "wget http", "export A=", "export \u00E9=", "chmod +x", "chmod 7", "chmod x", "chmod +0", "sudo ", "nohup ", "| sh", "|bash", "|\nzsh", "/dev/null", "/dev/tcp", "$(curl", "$( wget", "$(\ncat", "$(mktemp", "$(whoami", "crontab", ";do", "; then", ";\nfi", "; done")]
    [InlineData("shell?", "echo", "cd", "mkdir", "rm", "cp", "mv", "cat", "if [a", "for x in", "fi", "done", "esac", "&&", "&&&&", "$a", "${a}", "${a", "$a}", "$\u0301", "\n\n  \ncd")]
    public void Found(string set, params string[] marks)
    {
        foreach (string mark in marks)
        {
            Expressions[set].Count(mark).ShouldBeGreaterThan(0, mark);
            IsSameEverywhere(mark);
        }
    }

    [Theory]
    [InlineData("python", "import", "import ", "import A", "import 9", "import a b", "import a,", "import a as", "import a as ;b", "from a import", "from  a import b", "from a  import b", "from import b", "from a import )", "x import a")]
    [InlineData("python", "def f(:", "def (a):", "def f)(:", "def f() x:", "def f(a:b) -> c", "def f(a:b)\n-> c\n:", "def f() -", "def f() ->\n:", "def f(\n):", "class A", "class A(B)", "class A: x", "class A(B): x", "class A(B) :", "class (B):", "class A(:", "if __name__  ==", "if __name__ =")]
    [InlineData("python", "exec(", "exec( compile", "exec(b\"", "xeval(zlib", "__import__ (", "subprocess", "xsubprocess.", "os.systems", "os.paths", "xos.path", "base64.b64decode", "lambda", "lambda:", "lambda a.b:", "lambda a\n:", "xlambda a:", "; import A", "; import a9", ";import a\u200D", "; x import a")]
    [InlineData("python?", "try", "try :", "try: x", "trying:", "if x", "if x: y", "iffy:", "if\n:", "x if y:", "\u200Cfor\u200C:", "print", "print (", "xprint(", "self", "self.", "self.-", "xself.a")]
    [InlineData("script", "require(", "require(a", "xrequire('", "module.exportsx", "module.export", "process.envx", "process.", "=>", "=> x", "function", "function(", "function f()", "function f(a.b){", "function f g(){", "function f(()){", "xfunction(){", "function f() x {")]
    [InlineData("script", "import", "import 'a'", "import a from b", "import a; from 'b'", "import a\nfrom 'b'", "import {", "importa from 'b'", "ximport a from 'b'", "import (a from 'b'", "import from'", "eval( atob", "Eval(atob", "xFunction(atob", "childprocess", "GlobalThis", "_0x12a", "_0x12A4b", "x_0x1234", "new  Function(", "document.cooki")]
    [InlineData("script?", "const", "const =", "const a", "const a.b =", "constant a =", "xlet a =", "console.log", "==", "= ==", "await", "awaits ", "xawait ", "eval (", "refetch(", ";", "; x}", "typeof", "typeof(", "! function", "!functio")]
    [InlineData("power", "Invoke-Expressions", "Invoke", "Invoke-", "Invoke-Item", "New-ObjectNet", "New-Object Netx", "New-Object System.", "New-Object System. Net", "Restart-Process", "$env:x", " $env:x", "a$env:", "Get-Processes", "[System.IO", "-NoProfile", "IEX", "IEXX(", "xIEX(", "a$env:x\u200D", "\u0131ex(", "i\u0307ex(", "\u0130EX(", "\u017Ftart-Process")]
    [InlineData("power?", "$a", "$ a =", "x $a =", "$a.b =", "param", "params(", "xparam(", "Out-Null", "| x Out-Null", "| out-null")]
    [InlineData("shell", "set -a", "set e", "x set -e", "curl", "curl x", "curls -", "wget ftp", "export A", "export A =", "export =", "chmod", "chmod 8", "chmod ++x", "chmod +a", "sudo", "nohup", "x sudo ", "| shx", "| fish", "|| x", "/dev/nul", "/dev", "$(cats", "$(", "$( x", "crontabs", "xcrontab", "; dont", ";", "; x do", "; donee")]
    [InlineData("shell?", "echos", "x cd", "cdx", "if [", "if [ a", "if[", "for in", "for x  in", "for x inn", "fix", "&", "& &", "$", "${", "$-", "$ a", "\u200Dcd")]
    public void NearMisses(string set, params string[] texts)
    {
        foreach (string text in texts)
        {
            Expressions[set].Count(text).ShouldBe(0, text);
            IsSameEverywhere(text);
        }
    }

    [Theory]
    [InlineData("{", "}")]
    [InlineData("[", "]")]
    [InlineData("\uFEFF{", "}")]
    [InlineData(" \n[\u00A0", "] ")]
    [InlineData("<", "}")]
    [InlineData("<Project", ">")]
    [InlineData("<PROJECT", "]")]
    [InlineData("// sudo \n", "cd x && y && z")]
    [InlineData("/* */\n", "sudo x\nsudo y")]
    [InlineData("", "cd x && y && z")]
    public void Guesses(string begin, string end)
    {
        foreach (string middle in new[] { "", "\"a\": 1", "1", "\u0661", "\u00B2", "true", "false", "null", "nul", "[", "{", "}", "]", "a", " \n\"", "require('a')", "import os", "\uFEFF1" })
        {
            MarkCounts.Difference(begin + middle + end).ShouldBeNull();
        }
    }

    [Fact]
    public void EveryLetterIsWhatItIsToTheExpressions()
    {
        for (int code = 0; code <= char.MaxValue; code++)
        {
            char letter = (char)code;
            MarkCounts.Difference($"{letter}os.path{letter}$a{letter}=\n{letter}cd{letter}x\n$a{letter}=\nx{letter}$env:a;{letter}import a|{letter}sh").ShouldBeNull($"U+{code:X4}");
        }
    }

    [Fact]
    public void EveryCaseOfALetterIsWhatItIsToTheExpressions()
    {
        // Each letter of each word, replaced by every letter that any case of Unicode could mean by it.
        string[] words =
            ["Invoke-Expression", "Invoke-WebRequest", "Invoke-RestMethod", "Invoke-Command", "New-Object System.Net", "Start-Process", "Set-ExecutionPolicy", "FromBase64String", "x$env:x", "Get-Content", "Get-Process", "Get-ChildItem", "Add-MpPreference", "x[System.x", "x-NoProfile", "IEX("];
        foreach (string word in words)
        {
            for (int at = 0; at < word.Length; at++)
            {
                foreach (char letter in new[] { char.ToUpperInvariant(word[at]), char.ToLowerInvariant(word[at]), (char)(word[at] ^ 0x20), '\u212A', '\u0131', '\u0130', '\u017F', '\u00B5', '\uFF4B', '\u24DA' })
                {
                    MarkCounts.Difference($"{word[..at]}{letter}{word[(at + 1)..]}").ShouldBeNull();
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void TextsAtRandom(int seed)
    {
        MarkText texts = new(seed);
        for (int i = 0; i < 50_000; i++)
        {
            string text = texts.Next();
            if (MarkCounts.Difference(text) is { } difference)
            {
                Assert.Fail($"{difference} in {System.Text.Json.JsonSerializer.Serialize(text)}");
            }
        }
    }

    // A scanner that looked again and again at the same stretch would be at it for minutes.
    [Theory]
    [InlineData("", "import x ", "")]
    [InlineData("", "import x from ", "'")]
    [InlineData("", "import\n", "x from y")]
    [InlineData("import a", ",a\n", ".")]
    [InlineData("", "lambda ", "x")]
    [InlineData("def f(", ")", "")]
    [InlineData("def f(", ")->", "")]
    [InlineData("", "def f()\n", "->")]
    [InlineData("", "function ", "(")]
    [InlineData("function(", "function ", "")]
    [InlineData("", "class A()\n", ":")]
    [InlineData("try:", " ", "x")]
    [InlineData("if a", ": ", "x")]
    [InlineData("", "\n", "x")]
    [InlineData(";", " ", "x")]
    [InlineData("", "; ", "x")]
    [InlineData("", "let ", "x")]
    [InlineData("", "| ", "x")]
    [InlineData("", "curl\n", "x")]
    [InlineData("", "New-Object ", "x")]
    [InlineData("", "$", "x")]
    public void LongTextsOfOnePiece(string begin, string piece, string end)
    {
        string text = begin + string.Concat(Enumerable.Repeat(piece, 500_000 / piece.Length)) + end;

        MarkCounts.Difference(text).ShouldBeNull();
    }

    private static void IsSameEverywhere(string text)
    {
        foreach (string before in Before)
        {
            foreach (string behind in Behind)
            {
                string whole = before + text + behind;
                MarkCounts.Difference(whole).ShouldBeNull(whole);
                MarkCounts.Difference(whole + whole).ShouldBeNull(whole + whole);
            }
        }
    }
}
