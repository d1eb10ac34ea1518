using System.Text;

namespace PackageWall.Inspection.Languages.Python;

/// <summary>Bytes of a Python file made text as the interpreter would (PEP 263, PEP 3120), with what is odd about that.</summary>
internal static class PythonText
{
    private static readonly HashSet<string> Usual = new(StringComparer.Ordinal)
    {
        "utf-8", "utf8", "utf-8-sig", "utf-8-unix", "utf-8-dos", "u8", "utf", "ascii", "us-ascii", "latin-1", "latin1", "iso-8859-1",
        "iso-latin-1", "iso-latin-1-unix", "l1", "gbk", "gb2312", "gb18030", "big5", "shift-jis", "shift-jisx0213", "sjis", "cp932", "ms932",
        "euc-jp", "euc-kr", "cp949", "koi8-r", "koi8-u", "iso-2022-jp", "mac-roman", "utf-8-emacs", "mbcs",
    };

    /// <summary>The text, and what is odd as (name, line, excerpt).</summary>
    public static (string Text, List<(string Name, int Line, string Excerpt)> Oddities) Decode(ReadOnlySpan<byte> bytes)
    {
        var oddities = new List<(string, int, string)>();
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            bytes = bytes[3..];
        }
        else if (bytes.Length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
        {
            oddities.Add(("text.odd-encoding", 1, "UTF-16 byte order mark"));
            var encoding = bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
            return (encoding.GetString(bytes[2..]), oddities);
        }

        var cookie = Cookie(bytes, out var line);
        if (cookie is null)
        {
            return (LargeObjects.Text(Encoding.UTF8, bytes), oddities);
        }

        var name = cookie.ToLowerInvariant().Replace('_', '-');
        if (!Usual.Contains(name) && !name.StartsWith("iso-8859-", StringComparison.Ordinal) && !name.StartsWith("iso8859-", StringComparison.Ordinal)
            && !name.StartsWith("cp125", StringComparison.Ordinal) && !name.StartsWith("windows-125", StringComparison.Ordinal)
            && !name.StartsWith("cp", StringComparison.Ordinal))
        {
            oddities.Add(("text.odd-encoding", line, "coding: " + cookie));
        }

        return (name switch
        {
            "utf-7" or "utf7" or "u7" => Utf7(bytes),
            "unicode-escape" or "unicodeescape" or "raw-unicode-escape" or "rawunicodeescape" => UnicodeEscapes(Encoding.Latin1.GetString(bytes)),
            "utf-8" or "utf8" or "utf-8-sig" or "ascii" or "us-ascii" => Encoding.UTF8.GetString(bytes),
            "latin-1" or "latin1" or "iso-8859-1" or "l1" => Encoding.Latin1.GetString(bytes),
            _ => Encoding.UTF8.GetString(bytes),
        }, oddities);
    }

    // PEP 263: a comment on line 1 or 2, only comments and blanks before it: ^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)
    private static string? Cookie(ReadOnlySpan<byte> bytes, out int line)
    {
        for (line = 1; line <= 2; line++)
        {
            var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            var text = Encoding.Latin1.GetString(end < 0 ? bytes[..Math.Min(bytes.Length, 1000)] : bytes[..Math.Min(end, 1000)]).TrimStart(' ', '\t', '\f');
            if (text.StartsWith('#'))
            {
                for (var at = text.IndexOf("coding", StringComparison.Ordinal); at >= 0; at = text.IndexOf("coding", at + 6, StringComparison.Ordinal))
                {
                    var rest = text.AsSpan(at + 6);
                    if (rest.Length > 0 && rest[0] is ':' or '=')
                    {
                        rest = rest[1..].TrimStart(" \t");
                        var length = 0;
                        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] is '-' or '_' or '.'))
                        {
                            length++;
                        }

                        if (length > 0)
                        {
                            return rest[..length].ToString();
                        }
                    }
                }
            }
            else if (text.Length > 0)
            {
                return null;
            }

            if (end < 0)
            {
                return null;
            }

            bytes = bytes[(end + (bytes[end] == '\r' && end + 1 < bytes.Length && bytes[end + 1] == '\n' ? 2 : 1))..];
        }

        return null;
    }

    // RFC 2152: +BASE64- is UTF-16 in base64 without padding, +- is a plus.
    internal static string Utf7(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != '+')
            {
                text.Append((char)bytes[i]);
                continue;
            }

            if (i + 1 < bytes.Length && bytes[i + 1] == '-')
            {
                text.Append('+');
                i++;
                continue;
            }

            uint bits = 0;
            var count = 0;
            for (i++; i < bytes.Length && Digit(bytes[i]) is var digit and >= 0; i++)
            {
                bits = (bits << 6) | (uint)digit;
                count += 6;
                if (count >= 16)
                {
                    count -= 16;
                    text.Append((char)(bits >> count));
                    bits &= (1u << count) - 1;
                }
            }

            if (i < bytes.Length && bytes[i] != '-')
            {
                i--;
            }
        }

        return text.ToString();
    }

    private static int Digit(byte letter) => letter switch
    {
        >= (byte)'A' and <= (byte)'Z' => letter - 'A',
        >= (byte)'a' and <= (byte)'z' => letter - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => letter - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };

    internal static string UnicodeEscapes(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 >= text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            i = PythonString.Escape(text, i, text.Length, result, isBytes: false) - 1;
        }

        return result.ToString();
    }
}
