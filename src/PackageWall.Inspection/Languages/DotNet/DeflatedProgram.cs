using System.IO.Compression;
using PackageWall.Inspection.Archives.Deflate;

namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>Programs under Deflate without a coat of gzip (RFC 1951, RFC 1950) or under Brotli, as tools that merge assemblies pack them.</summary>
internal static class DeflatedProgram
{
    // Room for the letters that a program begins with and the longest match behind them. Nearly all of what lies in assemblies begins otherwise,
    // and is not unpacked further.
    private const int Head = 3 + Inflater.LongestMatch;

    // No program is smaller, however packed.
    private const int Shortest = 16;

    // Its tables are large, and resources are many.
    [ThreadStatic]
    private static Inflater? own;

    /// <summary>What comes out, if that begins as a program does; null otherwise, or when it is more than <paramref name="most"/>.</summary>
    public static byte[]? Inflate(ReadOnlyMemory<byte> content, long most, out bool isOver)
    {
        isOver = false;
        Func<Stream, Stream>? way = content.Length < Shortest ? null
            : IsDeflated(content) ? input => new DeflateStream(input, CompressionMode.Decompress)
            : IsZlib(content.Span) && IsDeflated(content[2..]) ? input => new ZLibStream(input, CompressionMode.Decompress)
            : IsBrotli(content.Span) ? input => new BrotliStream(input, CompressionMode.Decompress)
            : null;
        if (way is null)
        {
            return null;
        }

        using Stream stream = way(new MemoryStream(content.ToArray(), writable: false));
        return All(stream, most, out isOver);
    }

    private static bool IsDeflated(ReadOnlyMemory<byte> content)
    {
        Inflater inflater = own ??= new Inflater();
        byte[] head = new byte[Head + 1];
        int written = 0;
        inflater.Start(content, CancellationToken.None);
        inflater.Advance(head, ref written);
        inflater.Start(default, CancellationToken.None);
        return written >= 4 && IsProgram(head);
    }

    // RFC 1950, 2.2: Deflate, and the first two bytes together are a multiple of 31.
    private static bool IsZlib(ReadOnlySpan<byte> content) => (content[0] & 0x0f) == 8 && ((content[0] << 8) | content[1]) % 31 == 0;

    private static bool IsBrotli(ReadOnlySpan<byte> content)
    {
        Span<byte> head = stackalloc byte[4];
        using BrotliDecoder decoder = new();
        decoder.Decompress(content, head, out _, out int written);
        return written == head.Length && IsProgram(head);
    }

    private static bool IsProgram(ReadOnlySpan<byte> head) =>
        head.StartsWith("MZ"u8) || head.StartsWith("\x7f\x45\x4c\x46"u8) || head.StartsWith("PK\x03\x04"u8);

    // Damaged data gives what came out before the damage.
    private static byte[]? All(Stream stream, long most, out bool isOver)
    {
        isOver = false;
        using var output = new MemoryStream();
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

        return output.ToArray();
    }
}
