using System.Text;

namespace PackageWall.Testing.Archives;

/// <summary>Writes a zip record by record (APPNOTE 4.3), so that any of them can lie.</summary>
public sealed class ZipBuilder
{
    /// <summary>The entries, in the order in which they stand.</summary>
    public IReadOnlyList<ZipItem> Items { get; init; } = [];

    /// <summary>Whether the directory lists them from last to first.</summary>
    public bool IsDirectoryReversed { get; init; }

    /// <summary>What stands between the last entry and the directory.</summary>
    public byte[] BeforeDirectory { get; init; } = [];

    /// <summary>What stands between directory and end, made from count, size and place of the directory.</summary>
    public Func<int, uint, uint, byte[]> BeforeEnd { get; init; } = (_, _, _) => [];

    /// <summary>The archive's comment.</summary>
    public byte[] Comment { get; init; } = [];

    /// <summary>The comment's length as written; null for the truth.</summary>
    public int? CommentLength { get; init; }

    /// <summary>What follows the end.</summary>
    public byte[] Trailing { get; init; } = [];

    /// <summary>Changes count, size and place of the directory in the end.</summary>
    public Func<int, uint, uint, (int Count, uint Size, uint Offset)> End { get; init; } = (count, size, offset) => (count, size, offset);

    /// <summary>Disk number in the end.</summary>
    public int Disk { get; init; }

    /// <summary>A zip64 end and its locator, as <see cref="BeforeEnd"/> wants them.</summary>
    public static byte[] Zip64End(int count, uint size, uint offset, ulong recordSize = 44)
    {
        ByteWriter bytes = new();
        bytes.Mark(6, 6).U64(recordSize).U16(45).U16(45).U32(0).U32(0).U64((ulong)count).U64((ulong)count).U64(size).U64(offset);
        return bytes.Mark(6, 7).U32(0).U64(offset + size).U32(1).ToArray();
    }

    /// <summary>One extra field.</summary>
    public static byte[] Extra(int id, params byte[] data) => new ByteWriter().U16(id).U16(data.Length).Raw(data).ToArray();

    /// <summary>The bytes.</summary>
    public byte[] ToArray()
    {
        ByteWriter bytes = new();
        List<byte[]> directory = [];
        foreach (ZipItem item in Items)
        {
            byte[] packed = item.Packed ?? (item.IsStored ? item.Content : GzipBuilder.Deflate(item.Content));
            bytes.Raw(item.Before);
            uint offset = (uint)bytes.Length;
            if (!item.IsOnlyCentral)
            {
                WriteLocal(bytes, item, packed);
            }

            if (!item.IsOnlyLocal)
            {
                directory.Add(Central(item, packed, offset));
            }
        }

        if (IsDirectoryReversed)
        {
            directory.Reverse();
        }

        bytes.Raw(BeforeDirectory);
        uint start = (uint)bytes.Length;
        directory.ForEach(header => bytes.Raw(header));
        uint size = (uint)bytes.Length - start;
        (int count, uint toldSize, uint toldOffset) = End(directory.Count, size, start);
        bytes.Raw(BeforeEnd(directory.Count, size, start));
        bytes.Mark(5, 6).U16(Disk).U16(0).U16(count).U16(count).U32(toldSize).U32(toldOffset);
        return bytes.U16(CommentLength ?? Comment.Length).Raw(Comment).Raw(Trailing).ToArray();
    }

    private static int Flags(ZipItem item) => (item.HasDescriptor ? 8 : 0) | (item.Name.All(char.IsAscii) ? 0 : 0x800);

    private static void WriteLocal(ByteWriter bytes, ZipItem item, byte[] packed)
    {
        ZipFields told = item.Local;
        byte[] name = told.Name ?? Encoding.UTF8.GetBytes(item.Name);
        uint crc = Checksums.Crc32(item.Content);
        bytes.Mark(3, 4).U16(20).U16(told.Flags ?? Flags(item)).U16(told.Method ?? (item.IsStored ? 0 : 8)).U32(0x58210000);
        bytes.U32(told.Crc ?? (item.HasDescriptor ? 0 : crc));
        bytes.U32(told.Packed ?? (item.HasDescriptor ? 0 : (uint)packed.Length));
        bytes.U32(told.Unpacked ?? (item.HasDescriptor ? 0 : (uint)item.Content.Length));
        bytes.U16(name.Length).U16(told.Extra.Length).Raw(name).Raw(told.Extra).Raw(packed);
        if (item.Descriptor is not null)
        {
            bytes.Raw(item.Descriptor);
        }
        else if (item.HasDescriptor)
        {
            bytes.Mark(7, 8).U32(crc).U32((uint)packed.Length).U32((uint)item.Content.Length);
        }
    }

    private static byte[] Central(ZipItem item, byte[] packed, uint offset)
    {
        ZipFields told = item.Central;
        byte[] name = told.Name ?? Encoding.UTF8.GetBytes(item.Name);
        byte[] comment = Encoding.UTF8.GetBytes(item.Comment);
        ByteWriter bytes = new();
        bytes.Mark(1, 2).U16(0x0314).U16(20).U16(told.Flags ?? Flags(item)).U16(told.Method ?? (item.IsStored ? 0 : 8)).U32(0x58210000);
        bytes.U32(told.Crc ?? Checksums.Crc32(item.Content)).U32(told.Packed ?? (uint)packed.Length);
        bytes.U32(told.Unpacked ?? (uint)item.Content.Length);
        bytes.U16(name.Length).U16(told.Extra.Length).U16(comment.Length).U16(told.Disk).U16(0);
        return bytes.U32(item.Attributes).U32(told.Offset ?? offset).Raw(name).Raw(told.Extra).Raw(comment).ToArray();
    }
}
