using System.Globalization;
using System.Text;

namespace PackageWall.Inspection.Languages.Shell;

/// <summary>Escapes of <c>$'…'</c>, <c>printf</c> and <c>echo -e</c>.</summary>
internal static class ShellEscapes
{
    /// <summary>Reads one escape at a place and moves behind it.</summary>
    public static void Append(StringBuilder into, string text, ref int at)
    {
        var c = at + 1 < text.Length ? text[at + 1] : '\\';
        at = Math.Min(at + 2, text.Length);
        switch (c)
        {
            case 'n': into.Append('\n'); break;
            case 't': into.Append('\t'); break;
            case 'r': into.Append('\r'); break;
            case 'a' or 'b' or 'e' or 'f' or 'v': into.Append(' '); break;
            case 'x': AppendCode(into, text, ref at, 16, 2); break;
            case 'u': AppendCode(into, text, ref at, 16, 4); break;
            case >= '0' and <= '7':
                at--;
                AppendCode(into, text, ref at, 8, c == '0' ? 4 : 3);
                break;
            default: into.Append(c); break;
        }
    }

    /// <summary>The text with its escapes read.</summary>
    public static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '\\')
            {
                Append(result, text, ref i);
            }
            else
            {
                result.Append(text[i++]);
            }
        }

        return result.ToString();
    }

    private static void AppendCode(StringBuilder into, string text, ref int at, int radix, int most)
    {
        var code = 0;
        var start = at;
        while (at < text.Length && at - start < most && (radix == 16 ? char.IsAsciiHexDigit(text[at]) : text[at] is >= '0' and <= '7'))
        {
            code = (code * radix) + int.Parse(text.AsSpan(at, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            at++;
        }

        if (at > start)
        {
            into.Append((char)(code & 0xffff));
        }
    }
}
