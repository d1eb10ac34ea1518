using System.Text;
using PackageWall.Inspection.Languages;

namespace PackageWall.Inspection.Layers;

/// <summary>
/// Constants that look encoded, opened without being told how: base64 or hex, forwards or backwards, and what they hold unpacked.
/// Only what then reads as code counts, so that pictures, keys and tokens do not.
/// </summary>
internal static class HiddenConstants
{
    /// <summary>The shortest constant that is looked at.</summary>
    public const int Least = 24;

    private const int MostSteps = 6;
    private const int Sample = 512;

    /// <summary>Whether a constant is made of the letters of an encoding, judged by its beginning.</summary>
    public static bool MayHide(string text)
    {
        if (text.Length < Least)
        {
            return false;
        }

        if (Rotations.MayHide(text))
        {
            return true;
        }

        var sample = text.AsSpan(0, Math.Min(text.Length, Sample));
        var odd = 0;
        foreach (var letter in sample)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('+' or '/' or '=' or '-' or '_'))
            {
                odd += letter is '\n' or '\r' or ' ' ? 1 : sample.Length;
            }
        }

        return odd * 20 < sample.Length;
    }

    /// <summary>The code that a constant hides, or null.</summary>
    public static (byte[] Content, string Language, string Encoding)? Open(string text)
    {
        if (Rotations.MayHide(text))
        {
            return Rotations.Open(text);
        }

        var bytes = Encoding.Latin1.GetBytes(text);
        return Open(bytes, "", 0) ?? Open(Substitutions.Reverse(bytes), "reverse", 0);
    }

    private static (byte[], string, string)? Open(byte[] bytes, string encoding, int step)
    {
        if (step >= MostSteps)
        {
            return null;
        }

        foreach (var attempt in (ReadOnlySpan<string>)(IsHex(bytes) ? ["hex", "base64"] : ["base64"]))
        {
            if (!Decoders.TryDecode(attempt, bytes, out var content))
            {
                continue;
            }

            var path = encoding.Length == 0 ? attempt : encoding + "+" + attempt;
            if (Decoders.Compression(content) is "zlib" or "gzip" && Inflaters.Any(content) is { } unpacked)
            {
                content = unpacked;
                path += "+zlib";
            }

            var language = LanguageSniffer.SniffLayer(content);
            if (IsCode(language))
            {
                return (content, language, path);
            }

            if (content.Length >= Least && MayHide(Encoding.Latin1.GetString(content)) && Open(content, path, step + 1) is { } deeper)
            {
                return deeper;
            }
        }

        return null;
    }

    /// <summary>Whether something of that language could run.</summary>
    public static bool IsCode(string language) =>
        language is not (Language.Text or Language.Binary or Language.Json or Language.Archive);

    private static bool IsHex(byte[] bytes)
    {
        foreach (var letter in bytes.AsSpan(0, Math.Min(bytes.Length, Sample)))
        {
            if (!char.IsAsciiHexDigit((char)letter))
            {
                return false;
            }
        }

        return true;
    }
}
