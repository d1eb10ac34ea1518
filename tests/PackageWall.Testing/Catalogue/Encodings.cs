using System.Buffers.Text;
using System.IO.Compression;
using System.Text;

namespace PackageWall.Testing.Catalogue;

/// <summary>The layers that attacks put over their code.</summary>
internal static class Encodings
{
    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);

    public static string Base64Url(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public static string Hex(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));

    public static string Utf16Base64(string text) => Convert.ToBase64String(Encoding.Unicode.GetBytes(text));

    public static string Reversed(string text) => new([.. text.Reverse()]);

    public static string Rot(string text, int by) => string.Concat(text.Select(letter =>
        char.IsAsciiLetterLower(letter) ? (char)('a' + (letter - 'a' + by) % 26)
        : char.IsAsciiLetterUpper(letter) ? (char)('A' + (letter - 'A' + by) % 26)
        : letter));

    public static byte[] Xor(string text, string key)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        byte[] with = Encoding.UTF8.GetBytes(key);
        return [.. bytes.Select((value, index) => (byte)(value ^ with[index % with.Length]))];
    }

    public static byte[] Zlib(string text) => Zlib(Encoding.UTF8.GetBytes(text));

    public static byte[] Zlib(byte[] bytes) => Through(bytes, stream => new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true));

    public static byte[] Gzip(string text) => Through(Encoding.UTF8.GetBytes(text), stream => new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true));

    public static string Codes(string text) => string.Join(",", text.Select(letter => (int)letter));

    private static byte[] Through(byte[] bytes, Func<Stream, Stream> pack)
    {
        using MemoryStream packed = new();
        using (Stream stream = pack(packed))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }
}
