namespace PackageWall.Testing.Archives;

/// <summary>The plainest CRC-32 there is: the builders must not share a mistake with the readers.</summary>
public static class Checksums
{
    /// <summary>CRC-32 as gzip and zip use it.</summary>
    public static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
