using System.Buffers.Binary;

namespace PackageWall.Inspection.Archives;

/// <summary>The CRC-32 of gzip and zip (RFC 1952, section 8), sixteen bytes at a time, or by folding where the processor can.</summary>
internal static class Crc32
{
    private const int Lanes = 16;
    private static readonly uint[] Table = MakeTable();

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Append(0, bytes);

    /// <summary>The checksum of what gave <paramref name="crc"/> followed by <paramref name="bytes"/>.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<uint> table = Table;
        crc = ~crc;
        if (Crc32Folding.IsSupported && bytes.Length >= Crc32Folding.Least)
        {
            int folded = bytes.Length & -Crc32Folding.Step;
            crc = Crc32Folding.Append(crc, bytes[..folded]);
            bytes = bytes[folded..];
        }

        while (bytes.Length >= Lanes)
        {
            uint a = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            uint b = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            uint c = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
            uint d = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
            crc = Four(table, a, 12) ^ Four(table, b, 8) ^ Four(table, c, 4) ^ Four(table, d, 0);
            bytes = bytes[Lanes..];
        }

        foreach (byte value in bytes)
        {
            crc = table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    // Four bytes that stand so many bytes before the end of the sixteen.
    private static uint Four(ReadOnlySpan<uint> table, uint word, int before) =>
        table[((before + 3) << 8) | (int)(word & 255)]
        ^ table[((before + 2) << 8) | (int)((word >> 8) & 255)]
        ^ table[((before + 1) << 8) | (int)((word >> 16) & 255)]
        ^ table[(before << 8) | (int)(word >> 24)];

    private static uint[] MakeTable()
    {
        uint[] table = new uint[Lanes * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xedb88320 : value >> 1;
            }

            table[i] = value;
        }

        for (int i = 256; i < table.Length; i++)
        {
            uint shorter = table[i - 256];
            table[i] = (shorter >> 8) ^ table[(byte)shorter];
        }

        return table;
    }
}
