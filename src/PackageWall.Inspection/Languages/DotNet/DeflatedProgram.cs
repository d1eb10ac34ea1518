using System.IO.Compression;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>Programs under Deflate without a coat of gzip (RFC 1951, RFC 1950) or under Brotli, as tools that merge assemblies pack them.</summary>
internal static class DeflatedProgram
{
    private static readonly Func<Stream, Stream>[] Ways =
    [
        input => new DeflateStream(input, CompressionMode.Decompress),
        input => new ZLibStream(input, CompressionMode.Decompress),
        input => new BrotliStream(input, CompressionMode.Decompress),
    ];

    /// <summary>Whether the bytes could be one: no text, and none of the pictures that libraries are full of.</summary>
    public static bool MayBe(ReadOnlySpan<byte> content) => content.Length > 64
        && !content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4e, 0x47]) && !content.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff])
        && !content.StartsWith("GIF8"u8) && !content.StartsWith("BM"u8) && !content.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0])
        && content[..32].ContainsAnyExceptInRange((byte)9, (byte)126);

    /// <summary>What comes out, if that begins as a program does; null otherwise, or when it is more than <paramref name="most"/>.</summary>
    public static byte[]? Inflate(ReadOnlyMemory<byte> content, long most, out bool isOver)
    {
        isOver = false;
        foreach (Func<Stream, Stream> way in Ways)
        {
            try
            {
                using Stream stream = way(new MemoryStream(content.ToArray(), writable: false));
                byte[] head = new byte[4];
                int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
                if (read == head.Length && IsProgram(head))
                {
                    return Rest(stream, head, most, out isOver);
                }
            }
            catch (Exception damage) when (damage is InvalidDataException or IOException or InvalidOperationException)
            {
                // Not packed this way.
            }
        }

        return null;
    }

    private static bool IsProgram(ReadOnlySpan<byte> head) =>
        head.StartsWith("MZ"u8) || head.StartsWith("\x7f\x45\x4c\x46"u8) || head.StartsWith("PK\x03\x04"u8);

    // Damaged data gives what came out before the damage.
    private static byte[]? Rest(Stream stream, byte[] head, long most, out bool isOver)
    {
        using var output = new MemoryStream();
        output.Write(head);
        byte[] buffer = new byte[64 << 10];
        try
        {
            for (int count; (count = stream.Read(buffer)) > 0;)
            {
                if (output.Length + count > most)
                {
                    isOver = true;
                    return null;
                }

                output.Write(buffer, 0, count);
            }
        }
        catch (Exception damage) when (damage is InvalidDataException or IOException or InvalidOperationException)
        {
            // As far as it went.
        }

        isOver = false;
        return output.ToArray();
    }
}
