using System.Globalization;

namespace PackageWall.Feeds.Npm;

/// <summary>Escapes that JSON allows and does not need (RFC 8259, section 7): they spell the same text so that its bytes do not show it.</summary>
internal static class JsonEscapes
{
    private const int HexDigits = 4;

    /// <summary>Whether there may be any.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> json)
    {
        for (int at = json.IndexOf((byte)'\\'); at >= 0 && at + 1 < json.Length;)
        {
            if (json[at + 1] is (byte)'/' or (byte)'u')
            {
                return true;
            }

            int next = json[(at + 2)..].IndexOf((byte)'\\');
            at = next < 0 ? -1 : at + 2 + next;
        }

        return false;
    }

    /// <summary>
    /// The same JSON with printable ASCII spelled plainly. Escapes of everything else stay, quotes and backslashes above all: the result
    /// means what it meant.
    /// </summary>
    /// <param name="json">What may hold escapes.</param>
    /// <param name="plain">Where the result goes; it is never longer than <paramref name="json"/>.</param>
    /// <returns>The length of the result in bytes.</returns>
    public static int Undo(ReadOnlySpan<byte> json, Span<byte> plain)
    {
        int written = 0;
        while (json.IndexOf((byte)'\\') is var at and >= 0 && at + 1 < json.Length)
        {
            (int length, byte? character) = Escape(json[at..]);
            json[..(at + length)].CopyTo(plain[written..]);
            written += at + length;
            if (character is { } one)
            {
                written -= length;
                plain[written++] = one;
            }

            json = json[(at + length)..];
        }

        json.CopyTo(plain[written..]);
        return written + json.Length;
    }

    private static (int Length, byte? Character) Escape(ReadOnlySpan<byte> json)
    {
        if (json[1] == (byte)'/')
        {
            return (2, (byte)'/');
        }

        return json[1] == (byte)'u' && json.Length >= 2 + HexDigits
            && ushort.TryParse(json.Slice(2, HexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code)
            && code is >= ' ' and <= '~' and not ('"' or '\\')
            ? (2 + HexDigits, (byte)code)
            : (2, null);
    }
}
