using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PackageWall.Testing.Catalogue;

/// <summary>Text as obfuscators and bundlers leave it.</summary>
internal static partial class Obfuscation
{
    /// <summary>
    /// JavaScript with its strings in a rotated array behind a decoder, as the common obfuscator writes it: hexadecimal names, an array
    /// function that replaces itself, a rotation until a sum fits, and everything on one line.
    /// </summary>
    public static string StringArray(string script, int fill = 60)
    {
        List<string> strings = [];
        string body = Literal().Replace(script, match =>
        {
            strings.Add(match.Value[1..^1]);
            return $"_0x4c1a({Hex(0x1a0 + strings.Count - 1)})";
        });
        string[] junk = [.. Enumerable.Range(0, fill).Select(index => $"{index * 7919 % 1000003}{(char)('a' + index % 26)}{(char)('A' + index * 3 % 26)}{(char)('g' + index * 5 % 20)}Kt")];
        string array = string.Join(",", strings.Concat(junk).Select(text => $"'{text.Replace("'", "\\'", StringComparison.Ordinal)}'"));
        return Flat(
            "const _0x2f9b1d=_0x4c1a;(function(_0x1f2e3d,_0x5a6b7c){const _0x3e4d5c=_0x4c1a,_0x9a8b7c=_0x1f2e3d();while(!![]){try{const _0x12ab34="
            + "-parseInt(_0x3e4d5c(0x1a1))/0x1*(parseInt(_0x3e4d5c(0x1a2))/0x2)+parseInt(_0x3e4d5c(0x1a3))/0x3*(-parseInt(_0x3e4d5c(0x1a4))/0x4)"
            + "+parseInt(_0x3e4d5c(0x1a5))/0x5;if(_0x12ab34===_0x5a6b7c)break;else _0x9a8b7c['push'](_0x9a8b7c['shift']());}catch(_0x44cc55)"
            + "{_0x9a8b7c['push'](_0x9a8b7c['shift']());}}}(_0x3b2a,0x8f3c1));"
            + $"function _0x3b2a(){{const _0x7d6e5f=[{array}];_0x3b2a=function(){{return _0x7d6e5f;}};return _0x3b2a();}}"
            + "function _0x4c1a(_0x1a2b3c,_0x4d5e6f){_0x1a2b3c=_0x1a2b3c-0x1a0;const _0x3b2a5e=_0x3b2a();let _0x9f8e7d=_0x3b2a5e[_0x1a2b3c];return _0x9f8e7d;}"
            + Renamed(body));
    }

    /// <summary>A script grown to a size by honest-looking functions, all on one line, as a bundle is.</summary>
    public static string Bundle(string script, int bytes, bool isObfuscated = true)
    {
        StringBuilder text = new();
        for (int index = 0; text.Length < bytes; index++)
        {
            string name = isObfuscated ? $"_0x{(index * 48271 + 4096) % 0xffffff:x6}" : $"f{index}";
            string one = isObfuscated ? "_0x1c2d3e" : "e", two = isObfuscated ? "_0x4f5a6b" : "t";
            text.Append(CultureInfo.InvariantCulture, $"function {name}({one},{two}){{var n={one}+{two}*{(isObfuscated ? Hex(index % 977) : index % 977)};return n>{two}?n-{one}:n^{two}}}");
        }

        return text.Append(Flat(script)).ToString();
    }

    /// <summary>The text without line breaks.</summary>
    public static string Flat(string text) => Regex.Replace(text, @"\s*\n\s*", " ");

    /// <summary>So many spaces that an editor does not show what follows.</summary>
    public static string OffScreen(string code, int spaces = 600) => new string(' ', spaces) + Flat(code);

    private static string Hex(int value) => $"0x{value:x}";

    private static string Renamed(string script)
    {
        Dictionary<string, string> names = [];
        foreach (Match match in Declared().Matches(script))
        {
            names.TryAdd(match.Groups[1].Value, $"_0x{(names.Count + 1) * 74093 % 0xffffff:x6}");
        }

        return names.Aggregate(script, (text, name) => Regex.Replace(text, $@"(?<![\w.$]){Regex.Escape(name.Key)}(?!\w)", name.Value));
    }

    [GeneratedRegex("'(?:[^'\\\\\n]|\\\\.)*'")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\b(?:const|let|var|function)\s+(\w{2,})")]
    private static partial Regex Declared();
}
