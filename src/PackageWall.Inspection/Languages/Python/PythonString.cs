using System.Globalization;
using System.Text;

namespace PackageWall.Inspection.Languages.Python;

/// <summary>Escapes in Python string literals (language reference 2.4.1.1).</summary>
internal static class PythonString
{
    /// <summary>The value of the text between the quotes: string, or byte[] for bytes literals.</summary>
    public static object Value(string text, int start, int end, bool isRaw, bool isBytes)
    {
        var body = text.AsSpan(start, end - start);
        if (isRaw || !body.Contains('\\'))
        {
            return isBytes ? Encoding.Latin1.GetBytes(body.ToArray()) : body.ToString();
        }

        var result = new StringBuilder(body.Length);
        for (var i = start; i < end;)
        {
            var next = text.AsSpan(i, end - i).IndexOf('\\');
            if (next < 0)
            {
                result.Append(text, i, end - i);
                break;
            }

            result.Append(text, i, next);
            i += next;
            i = i + 1 < end ? Escape(text, i, end, result, isBytes) : end;
        }

        var value = result.ToString();
        return isBytes ? Encoding.Latin1.GetBytes(value) : value;
    }

    /// <summary>Reads one escape at a backslash; gives the place after it.</summary>
    public static int Escape(string text, int at, int end, StringBuilder result, bool isBytes)
    {
        var letter = text[at + 1];
        switch (letter)
        {
            case '\r':
                return at + 2 < end && text[at + 2] == '\n' ? at + 3 : at + 2;
            case '\n':
                return at + 2;
            case 'a' or 'b' or 'f' or 'n' or 'r' or 't' or 'v' or '\\' or '\'' or '"':
                result.Append(letter switch { 'a' => '\a', 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', 'v' => '\v', _ => letter });
                return at + 2;
            case >= '0' and <= '7':
                var value = 0;
                var place = at + 1;
                for (; place < end && place < at + 4 && text[place] is >= '0' and <= '7'; place++)
                {
                    value = (value * 8) + (text[place] - '0');
                }

                result.Append((char)value);
                return place;
            case 'x':
                return Hex(text, at, end, 2, result);
            case 'u' when !isBytes:
                return Hex(text, at, end, 4, result);
            case 'U' when !isBytes:
                return Hex(text, at, end, 8, result);
            case 'N' when !isBytes && at + 2 < end && text[at + 2] == '{':
                var close = text.IndexOf('}', at, Math.Min(end - at, 120));
                if (close > 0)
                {
                    result.Append(Named(text.AsSpan(at + 3, close - at - 3)));
                    return close + 1;
                }

                break;
        }

        result.Append('\\').Append(letter);
        return at + 2;
    }

    private static int Hex(string text, int at, int end, int digits, StringBuilder result)
    {
        if (at + 2 + digits <= end
            && uint.TryParse(text.AsSpan(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && value <= 0x10FFFF)
        {
            result.Append(value is < 0x10000 ? ((char)value).ToString() : char.ConvertFromUtf32((int)value));
            return at + 2 + digits;
        }

        result.Append(text, at, 2);
        return at + 2;
    }

    // Only names that spell code matter here; others become a mark that nothing decodes.
    private static string Named(ReadOnlySpan<char> name)
    {
        const string Small = "LATIN SMALL LETTER ", Capital = "LATIN CAPITAL LETTER ";
        var upper = name.ToString().ToUpperInvariant();
        if (upper.StartsWith(Small, StringComparison.Ordinal) && upper.Length == Small.Length + 1)
        {
            return char.ToLowerInvariant(upper[^1]).ToString();
        }

        if (upper.StartsWith(Capital, StringComparison.Ordinal) && upper.Length == Capital.Length + 1)
        {
            return upper[^1..];
        }

        return upper switch
        {
            "LEFT PARENTHESIS" => "(",
            "RIGHT PARENTHESIS" => ")",
            "FULL STOP" => ".",
            "SPACE" => " ",
            "SOLIDUS" => "/",
            "COLON" => ":",
            "QUOTATION MARK" => "\"",
            "APOSTROPHE" => "'",
            _ => "\uFFFD",
        };
    }
}
