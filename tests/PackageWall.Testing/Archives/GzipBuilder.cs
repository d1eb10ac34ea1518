using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace PackageWall.Testing.Archives;

/// <summary>Writes a gzip member (RFC 1952) field by field, so that any of them can lie.</summary>
public sealed class GzipBuilder
{
    /// <summary>What is packed.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>The Deflate stream in place of the one made from the content.</summary>
    public byte[]? Packed { get; init; }

    /// <summary>Flags beside those that the fields below set.</summary>
    public byte MoreFlags { get; init; }

    /// <summary>The extra field.</summary>
    public byte[]? Extra { get; init; }

    /// <summary>The file name.</summary>
    public string? Name { get; init; }

    /// <summary>The comment.</summary>
    public string? Comment { get; init; }

    /// <summary>The checksum of the header: null for none.</summary>
    public Func<ushort, ushort>? HeaderChecksum { get; init; }

    /// <summary>Turns the right checksum into the one that is written.</summary>
    public Func<uint, uint> Checksum { get; init; } = right => right;

    /// <summary>Turns the right length into the one that is written.</summary>
    public Func<uint, uint> Length { get; init; } = right => right;

    /// <summary>What follows the member.</summary>
    public byte[] Trailing { get; init; } = [];

    /// <summary>One honest member.</summary>
    public static byte[] Pack(byte[] content) => new GzipBuilder { Content = content }.ToArray();

    /// <summary>A raw Deflate stream.</summary>
    public static byte[] Deflate(ReadOnlySpan<byte> content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using MemoryStream packed = new();
        using (DeflateStream stream = new(packed, level, leaveOpen: true))
        {
            stream.Write(content);
        }

        // The framework writes nothing at all for nothing; an empty stored block is the shortest stream.
        return packed.Length == 0 ? [3, 0] : packed.ToArray();
    }

    /// <summary>The bytes.</summary>
    public byte[] ToArray()
    {
        List<byte> bytes = [0x1f, 0x8b, 8, Flags(), 0, 0, 0, 0, 0, 3];
        if (Extra is not null)
        {
            bytes.AddRange([(byte)Extra.Length, (byte)(Extra.Length >> 8), .. Extra]);
        }

        if (Name is not null)
        {
            bytes.AddRange([.. Encoding.Latin1.GetBytes(Name), 0]);
        }

        if (Comment is not null)
        {
            bytes.AddRange([.. Encoding.Latin1.GetBytes(Comment), 0]);
        }

        if (HeaderChecksum is not null)
        {
            ushort sum = HeaderChecksum((ushort)Checksums.Crc32([.. bytes]));
            bytes.AddRange([(byte)sum, (byte)(sum >> 8)]);
        }

        bytes.AddRange(Packed ?? Deflate(Content));
        byte[] trailer = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, Checksum(Checksums.Crc32(Content)));
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), Length((uint)Content.Length));
        return [.. bytes, .. trailer, .. Trailing];
    }

    private byte Flags() => (byte)(MoreFlags
        | (HeaderChecksum is null ? 0 : 2) | (Extra is null ? 0 : 4) | (Name is null ? 0 : 8) | (Comment is null ? 0 : 16));
}
