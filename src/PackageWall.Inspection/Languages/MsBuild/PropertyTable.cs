using System.Text;

namespace PackageWall.Inspection.Languages.MsBuild;

/// <summary>The properties that a file sets to constants, and texts with those put in. Conditions are not judged: the last value counts.</summary>
internal sealed class PropertyTable
{
    private const int MaxText = 64 * 1024;
    private const int MaxRounds = 8;

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public void Set(string name, string value) => _values[name] = value.Length > MaxText ? value[..MaxText] : value;

    public string Expand(string text)
    {
        string current = text;
        for (int round = 0; round < MaxRounds && current.Contains("$(", StringComparison.Ordinal); round++)
        {
            string next = Once(current);
            if (next == current || next.Length > MaxText)
            {
                break;
            }

            current = next;
        }

        return Unescape(current);
    }

    // %XX stands for a character that means something to MSBuild.
    private static string Unescape(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                result.Append((char)Convert.ToInt32(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    private string Once(string text)
    {
        var result = new StringBuilder(text.Length);
        int at = 0;
        while (at < text.Length)
        {
            int open = text.IndexOf("$(", at, StringComparison.Ordinal);
            int close = open < 0 ? -1 : text.IndexOf(')', open);
            if (close < 0)
            {
                break;
            }

            result.Append(text, at, open - at);
            string name = text[(open + 2)..close].Trim();
            result.Append(_values.TryGetValue(name, out string? value) ? value : text[open..(close + 1)]);
            at = close + 1;
            if (result.Length > MaxText)
            {
                break;
            }
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
