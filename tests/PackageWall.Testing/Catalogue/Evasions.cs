using System.Text;
using System.Text.RegularExpressions;

namespace PackageWall.Testing.Catalogue;

/// <summary>The evasions of code: every one takes the script that does the harm and hides its text.</summary>
public static partial class Evasions
{
    // Plain scripts of npm attacks: fixture and file.
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["warbeast2000"] = "post.js", ["polymarket-onboarding"] = "lib.js", ["super-formatter"] = "sync.js", ["eslint-scope"] = "lib/build.js", ["discord-token-stealer"] = "index.js",
        ["xrpl"] = "index.js", ["sl4x0-dns"] = "collect.js", ["nx-s1ngularity"] = "telemetry.js", ["node-ipc-2022"] = "dist/ssl-geospec.js",
    };

    // Plain modules of Python attacks.
    private static readonly Dictionary<string, string> Modules = new()
    {
        ["mrmustard"] = "light_cone/__init__.py", ["guardrails"] = "guardrails_like/__init__.py", ["trapdoor-pypi"] = "solana_dev_tools/__init__.py", ["pygrata"] = "setup.py",
        ["ssh-decorator"] = "ssh_decorator_like/__init__.py", ["set-utils"] = "set_utils_like/__init__.py", ["soopsocks"] = "soop_socks_like/__init__.py", ["vmconnect"] = "vm_connect_like/__init__.py",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Evasion> All { get; } =
    [
        Js("js-base64-eval", code => $"eval(Buffer.from('{Encodings.Base64(code)}', 'base64').toString());"),
        Js("js-base64-twice-function", code => $"new Function('require', atob(atob('{Encodings.Base64(Encodings.Base64(Ascii(code)))}')))(require);"),
        Js("js-hex-vm", code => $"const h = '{Encodings.Hex(code)}';\nrequire('vm').runInThisContext(Buffer.from(h, 'hex').toString('utf8'))(require);"),
        Js("js-char-codes", code => $"eval(String.fromCharCode({Encodings.Codes(Ascii(code))}));"),
        Js("js-reversed", code => $"eval({Quoted(Encodings.Reversed(code))}.split('').reverse().join(''));"),
        Js("js-rot13", code => $"const rot = s => s.replace(/[a-z]/gi, c => String.fromCharCode((c <= 'Z' ? 90 : 122) >= (c = c.charCodeAt(0) + 13) ? c : c - 26));\neval(rot({Quoted(Encodings.Rot(code, 13))}));"),
        Js("js-xor", code => $"const k = 'k3y!';\nconst b = Buffer.from('{Encodings.Base64(Encodings.Xor(code, "k3y!"))}', 'base64');\nlet o = '';\nfor (let i = 0; i < b.length; i++) o += String.fromCharCode(b[i] ^ k.charCodeAt(i % k.length));\neval(o);"),
        Js("js-inflate", code => $"eval(require('zlib').inflateSync(Buffer.from('{Encodings.Base64(Encodings.Zlib(code))}', 'base64')).toString());"),
        Js("js-global-this", code => $"globalThis['ev' + 'al'](Buffer['fr' + 'om']('{Encodings.Base64(code)}', ['ba', 'se', 64].join(''))['toString']());"),
        Js("js-constructor", code => $"[]['filter']['constructor']('require', decodeURIComponent('{Uri.EscapeDataString(code)}'))(require);"),
        Js("js-module-compile", code => $"const M = module.constructor;\nconst m = new M();\nm.paths = module.paths;\nm['_comp' + 'ile'](Buffer.from('{Encodings.Base64(code)}', 'base64').toString(), __filename);"),
        Js("js-split-strings", code => Split(code, "'", "' + '")),
        Js("js-escaped-strings", code => Single().Replace(code, match => "'" + string.Concat(match.Groups[1].Value.Select(letter => $"\\x{(int)letter:x2}")) + "'")),
        Js("js-dynamic-require", code => Required().Replace(code, match => $"module.require(['{match.Groups[1].Value[..1]}', '{match.Groups[1].Value[1..]}'].join(''))")),
        Js("js-main-module-require", code => Required().Replace(code, "process.mainModule.require('$1')")),
        Js("js-off-screen", code => "module.exports = {};" + Obfuscation.OffScreen(WithoutComments(code), 1500)),
        Js("js-gated", code => "if (process.env.CI && !process.env.SANDBOX && new Date().getHours() > 3 && require('os').cpus().length > 2) {\n" + code + "\n}"),
        Js("js-delayed", code => "setTimeout(() => {\n" + code + "\n}, 5 * 60 * 1000 + Math.random() * 1e6);"),
        Js("js-own-comment", code => $"eval((function () {{/*{code.Replace("*/", "* /", StringComparison.Ordinal)}*/}}).toString().slice(15, -3));"),
        Js("js-worker-eval", code => $"new (require('worker_threads').Worker)(Buffer.from('{Encodings.Base64(code)}', 'base64').toString(), {{ eval: true }});"),
        Js("js-data-import", code => $"import('data:text/javascript;base64,{Encodings.Base64(code)}');"),
        Js("js-child-node-e", code => $"require('child_process').spawn(process.execPath, ['-e', Buffer.from('{Encodings.Base64(code)}', 'base64').toString()], {{ detached: true, stdio: 'ignore' }}).unref();"),
        Moved("js-in-data-file", ".js", "assets/words.txt", (path, code) => $"eval(require('fs').readFileSync(require('path').join(__dirname, '{Up(path)}assets/words.txt'), 'utf8'));", code => code),
        Moved("js-base64-in-json", ".js", "assets/map.json", (path, _) => $"new Function('require', Buffer.from(require('./{Up(path)}assets/map.json').table, 'base64').toString())(require);", code => $"{{ \"table\": \"{Encodings.Base64(code)}\" }}"),
        Moved("js-renamed-extension", ".js", "assets/logo.bin", (path, _) => $"require('child_process').fork(require('path').join(__dirname, '{Up(path)}assets/logo.bin'));", code => code),
        Moved("js-in-dotted-folder", ".js", "test/.cache/.x.js", (path, _) => $"require('./{Up(path)}test/.cache/.x');", code => code),
        Py("py-base64-exec", code => $"import base64\nexec(base64.b64decode('{Encodings.Base64(code)}'))\n"),
        Py("py-zlib-hex", code => $"import zlib\nexec(zlib.decompress(bytes.fromhex('{Convert.ToHexStringLower(Encodings.Zlib(code))}')))\n"),
        Py("py-lambda-reversed", code => $"_ = lambda __ : __import__('zlib').decompress(__import__('base64').b64decode(__[::-1]))\nexec((_)(b'{Encodings.Reversed(Encodings.Base64(Encodings.Zlib(code)))}'))\n"),
        Py("py-rot13", code => $"import codecs\nexec(codecs.decode({PyQuoted(Encodings.Rot(code, 13))}, 'rot13'))\n"),
        Py("py-xor", code => $"_k = b'k3y!'\n_b = bytes.fromhex('{Convert.ToHexStringLower(Encodings.Xor(code, "k3y!"))}')\nexec(bytes(c ^ _k[i % 4] for i, c in enumerate(_b)).decode())\n"),
        Py("py-chr-join", code => $"exec(''.join(chr(c) for c in [{Encodings.Codes(code)}]))\n"),
        Py("py-getattr-builtins", code => $"getattr(__import__('built' + 'ins'), 'ex' + 'ec')(__import__('base64').b64decode('{Encodings.Base64(code)}'))\n"),
        Py("py-globals", code => $"globals()['__builtins__']['ev' + 'al']('ex' + 'ec')(__import__('binascii').unhexlify('{Encodings.Hex(code)}').decode())\n"),
        Py("py-compile", code => $"import base64, types\ntypes.FunctionType(compile(base64.b85decode({PyQuoted(Base85(code))}), '<x>', 'exec'), globals())()\n"),
        Py("py-docstring", code => $"'''{code.Replace("'''", "\\'\\'\\'", StringComparison.Ordinal)}'''\nexec(__doc__)\n"),
        Py("py-nfkc", code => $"import base64\n\U0001D41E\U0001D431\U0001D41E\U0001D41C(base64.b64decode('{Encodings.Base64(code)}'))\n"),
        Py("py-off-screen", code => $"VERSION = '1'{new string(' ', 800)};exec(__import__('base64').b64decode('{Encodings.Base64(code)}'))\n"),
        Py("py-subprocess-c", code => $"import base64, subprocess, sys\nsubprocess.Popen([sys.executable, '-c', base64.b64decode('{Encodings.Base64(code)}').decode()], stdout=subprocess.DEVNULL)\n"),
        Py("py-dynamic-imports", code => PyImports().Replace(code, match => $"{match.Groups[2].Value.Split('.')[0]} = __import__('{match.Groups[2].Value[..2]}' + '{match.Groups[2].Value[2..]}')")),
        Py("py-split-strings", code => Double().Replace(code, match => match.Groups[1].Value.Length < 4 ? match.Value : $"\"{match.Groups[1].Value[..2]}\" + \"{match.Groups[1].Value[2..]}\"")),
        Py("py-gated", code => "import datetime as _d, os as _o\nif _d.datetime.now().hour != 25 and not _o.path.exists('/tmp/.ran'):\n" + string.Join('\n', code.Split('\n').Select(line => line.Length == 0 ? line : "    " + line)) + "\n"),
        Py("py-utf7-cookie", code => "# -*- coding: utf-7 -*-\n" + code.Replace("=", "+AD0-", StringComparison.Ordinal)),
        Py("py-thread", code => "import threading as _t\n\n\ndef _work():\n" + string.Join('\n', code.Split('\n').Select(line => line.Length == 0 ? line : "    " + line)) + "\n\n\n_t.Thread(target=_work, daemon=True).start()\n"),
        Moved("py-in-data-file", ".py", "words.dat", (_, _) => "import os as _o\nexec(open(_o.path.join(_o.path.dirname(__file__), 'words.dat')).read())\n", code => code),
        Moved("py-base64-in-json", ".py", "table.json", (_, _) => "import base64 as _b, json as _j, os as _o\nexec(_b.b64decode(_j.load(open(_o.path.join(_o.path.dirname(__file__), 'table.json')))['t']))\n", code => $"{{\"t\": \"{Encodings.Base64(code)}\"}}"),
        Moved("py-other-module", ".py", "_compat.py", (path, _) => path == "setup.py" ? "import _compat\n" : "from . import _compat\n", code => code),
        .. NestingEvasions.Of(Scripts, Modules, Kept),
    ];

    private static Evasion Js(string name, Func<string, string> hide) => new(name, [.. Scripts.Keys], package => Rewritten(package, Scripts, hide));

    private static Evasion Py(string name, Func<string, string> hide) => new(name, [.. Modules.Keys], package => Rewritten(package, Modules, hide));

    private static CataloguePackage Rewritten(CataloguePackage package, Dictionary<string, string> places, Func<string, string> hide)
    {
        string path = PathOf(places, package);
        return package.Change(file => file.Path == path ? new CatalogueFile(path, Kept(path) + hide(file.Text)) : file);
    }

    /// <summary>Moves the code to another file and leaves what loads it.</summary>
    private static Evasion Moved(string name, string ending, string to, Func<string, string, string> loader, Func<string, string> pack)
    {
        Dictionary<string, string> places = ending == ".js" ? Scripts : Modules;
        return new(name, [.. places.Keys], package =>
        {
            CatalogueFile code = package.Files.Single(file => file.Path == PathOf(places, package));
            string target = ending == ".py" && code.Path.Contains('/', StringComparison.Ordinal) ? code.Path[..(code.Path.IndexOf('/', StringComparison.Ordinal) + 1)] + to : to;
            return package.Change(file => file.Path == code.Path ? new CatalogueFile(file.Path, Kept(file.Path) + loader(file.Path, file.Text)) : file).And(new CatalogueFile(target, pack(code.Text)));
        });
    }

    /// <summary>The file of a package that does the harm. Others of its files may have a name that is another package's.</summary>
    internal static string PathOf(IReadOnlyDictionary<string, string> places, CataloguePackage package) =>
        places.First(place => AttackCatalogue.Of(place.Key).Attack.Name == package.Name && package.Files.Any(file => file.Path == place.Value)).Value;

    /// <summary>What has to stay readable: the call of setup that a source distribution needs.</summary>
    private static string Kept(string path) => path == "setup.py" ? "from setuptools import setup\nsetup(name='loglib-modules-like', version='1.0.1')\n" : "";

    private static string Up(string path) => string.Concat(Enumerable.Repeat("../", path.Count(letter => letter == '/')));

    private static string Ascii(string text) => string.Concat(text.Where(char.IsAscii));

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static string PyQuoted(string text) => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "'";

    private static string Split(string code, string quote, string between) =>
        Single().Replace(code, match => match.Groups[1].Value is { Length: > 3 } text && !text.Contains('\\', StringComparison.Ordinal) ? quote + text[..2] + between + text[2..] + quote : match.Value);

    private static string WithoutComments(string code) => Regex.Replace(code, @"(?m)^\s*//.*$", "");

    /// <summary>Python's base85 (RFC 1924 letters).</summary>
    private static string Base85(string text)
    {
        const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int padding = (4 - bytes.Length % 4) % 4;
        byte[] padded = [.. bytes, .. new byte[padding]];
        StringBuilder result = new();
        for (int at = 0; at < padded.Length; at += 4)
        {
            uint value = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(padded.AsSpan(at));
            char[] group = new char[5];
            for (int digit = 4; digit >= 0; digit--)
            {
                group[digit] = Letters[(int)(value % 85)];
                value /= 85;
            }

            result.Append(group);
        }

        return result.ToString(0, result.Length - padding);
    }

    [GeneratedRegex("'((?:[^'\\\\\n])*)'")]
    private static partial Regex Single();

    [GeneratedRegex("(?<![\"\\w])\"([^\"\\\\\n{}%]*)\"(?!\")")]
    private static partial Regex Double();

    [GeneratedRegex(@"require\('([a-z_]+)'\)")]
    private static partial Regex Required();

    [GeneratedRegex(@"(?m)^(\s*)import ([a-z]{3,})$")]
    private static partial Regex PyImports();
}
