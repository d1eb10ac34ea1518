using System.Text;

namespace PackageWall.Inspection.Languages.Shell;

/// <summary>Encodings that command lines take off with ordinary tools.</summary>
internal static class CommandDecoding
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Base64 with any blanks, with or without its padding, also of the URL kind.</summary>
    public static bool TryBase64(string text, out byte[] bytes)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && c != '=')
            {
                clean.Append(c switch { '-' => '+', '_' => '/', _ => c });
            }
        }

        if (clean.Length % 4 == 1)
        {
            clean.Length--;
        }

        clean.Append('=', (4 - (clean.Length % 4)) % 4);
        bytes = new byte[clean.Length / 4 * 3];
        if (!Convert.TryFromBase64String(clean.ToString(), bytes, out var written))
        {
            bytes = [];
            return false;
        }

        bytes = bytes[..written];
        return true;
    }

    /// <summary>Pairs of hexadecimal digits, other characters between them left out.</summary>
    public static bool TryHex(string text, out byte[] bytes)
    {
        var digits = new string([.. text.Where(char.IsAsciiHexDigit)]);
        bytes = digits.Length >= 2 ? Convert.FromHexString(digits.AsSpan(0, digits.Length & ~1)) : [];
        return bytes.Length > 0;
    }

    /// <summary>Bytes as text when they are UTF-8.</summary>
    public static string? ToText(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary><c>tr set set</c> with ranges; null when the sets use classes.</summary>
    public static string? Translate(string text, string from, string to)
    {
        var (left, right) = (Expand(from), Expand(to));
        if (left.Length == 0 || right.Length == 0 || from.Contains("[:", StringComparison.Ordinal))
        {
            return null;
        }

        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var at = left.IndexOf(c, StringComparison.Ordinal);
            result.Append(at < 0 ? c : right[Math.Min(at, right.Length - 1)]);
        }

        return result.ToString();
    }

    private static string Expand(string set)
    {
        var result = new StringBuilder();
        for (var i = 0; i < set.Length && result.Length < 1024; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-' && set[i] <= set[i + 2])
            {
                for (var c = set[i]; c <= set[i + 2] && result.Length < 1024; c++)
                {
                    result.Append(c);
                }

                i += 2;
            }
            else
            {
                result.Append(set[i]);
            }
        }

        return result.ToString();
    }
}
