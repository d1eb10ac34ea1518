using System.Text;

namespace PackageWall.Inspection.Layers;

/// <summary>
/// Opens encodings by name. Nothing here throws and nothing makes more than <see cref="Most"/> bytes; what cannot be opened is
/// answered with false. As the libraries do, letters outside an alphabet are passed over where those pass them over.
/// </summary>
internal static class Decoders
{
    /// <summary>The most that one blob may become.</summary>
    public const int Most = 32 << 20;

    /// <summary>Encodings that are recognised and not opened: the package stays inconclusive where code comes out of them.</summary>
    public static bool IsOpaque(string encoding) => encoding is "bz2" or "lzma" or "zstd" or "cipher" or "marshal" or "pickle" or "lz-string" or "";

    /// <summary>Opens <paramref name="input"/>; texts are given as their bytes.</summary>
    public static bool TryDecode(string encoding, ReadOnlySpan<byte> input, out byte[] content)
    {
        content = encoding switch
        {
            "base64" => BaseDecoders.Base64(input),
            "base32" => BaseDecoders.Base32(input),
            "base16" or "hex" => BaseDecoders.Hex(input),
            "base85" => BaseDecoders.Base85(input),
            "ascii85" => BaseDecoders.Ascii85(input),
            "uu" => TextDecoders.Uu(input),
            "url" => TextDecoders.Percent(input),
            "quoted-printable" => TextDecoders.QuotedPrintable(input),
            "unicode-escape" => TextDecoders.UnicodeEscapes(input),
            "rot13" => Substitutions.Rotate(input, 13),
            "reverse" => Substitutions.Reverse(input),
            "zlib" => Inflaters.Any(input),
            "gzip" => Inflaters.Any(input),
            "deflate" => Inflaters.Raw(input),
            "brotli" => Inflaters.Brotli(input),
            _ => null,
        } ?? [];
        return content.Length > 0;
    }

    /// <summary>What a run of bytes is compressed with, by its first bytes, or null.</summary>
    public static string? Compression(ReadOnlySpan<byte> bytes) =>
        bytes.Length < 4 ? null
        : bytes[0] == 0x1F && bytes[1] == 0x8B ? "gzip"
        : (bytes[0] & 0x0F) == 8 && (bytes[0] >> 4) <= 7 && ((bytes[0] << 8) | bytes[1]) % 31 == 0 ? "zlib"
        : bytes.StartsWith("BZh"u8) ? "bz2"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A]) || bytes.StartsWith((ReadOnlySpan<byte>)[0x5D, 0, 0]) ? "lzma"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]) ? "zstd"
        : null;

    internal static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
