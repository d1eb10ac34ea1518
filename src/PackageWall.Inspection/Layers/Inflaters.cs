using System.IO.Compression;

namespace PackageWall.Inspection.Layers;

/// <summary>Deflate in its three wrappings (RFC 1950 to 1952) and Brotli (RFC 7932), with a bound on what comes out.</summary>
internal static class Inflaters
{
    /// <summary>zlib, gzip or raw, whichever the first bytes say: libraries are often told to find out.</summary>
    public static byte[]? Any(ReadOnlySpan<byte> input) => Decoders.Compression(input) switch
    {
        "gzip" => Read(new GZipStream(Stream(input), CompressionMode.Decompress)),
        "zlib" => Read(new ZLibStream(Stream(input), CompressionMode.Decompress)) ?? Raw(input),
        _ => Raw(input),
    };

    public static byte[]? Raw(ReadOnlySpan<byte> input) => Read(new DeflateStream(Stream(input), CompressionMode.Decompress));

    public static byte[]? Brotli(ReadOnlySpan<byte> input) => Read(new BrotliStream(Stream(input), CompressionMode.Decompress));

    private static MemoryStream Stream(ReadOnlySpan<byte> input) => new(input.ToArray(), writable: false);

    // Damaged data gives what came out before the damage: an interpreter might have run it piece by piece.
    private static byte[]? Read(Stream stream)
    {
        using var output = new MemoryStream();
        var buffer = new byte[16 << 10];
        try
        {
            using (stream)
            {
                for (int count; (count = stream.Read(buffer)) > 0 && output.Length < Decoders.Most;)
                {
                    output.Write(buffer, 0, count);
                }
            }
        }
        catch (Exception damage) when (damage is InvalidDataException or IOException or InvalidOperationException)
        {
            return output.Length > 16 ? output.ToArray() : null;
        }

        return output.Length == 0 || output.Length >= Decoders.Most ? null : output.ToArray();
    }
}
