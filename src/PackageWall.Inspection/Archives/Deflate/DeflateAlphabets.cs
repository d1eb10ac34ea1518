namespace PackageWall.Inspection.Archives.Deflate;

/// <summary>The alphabets of RFC 1951, 3.2.5 to 3.2.7, as entries for <see cref="HuffmanTable"/>.</summary>
internal static class DeflateAlphabets
{
    public const int LengthFirstBits = 11;
    public const int DistanceFirstBits = 8;
    public const int CodeLengthFirstBits = 7;

    /// <summary>The order in which the lengths of the code length codes are sent.</summary>
    public static ReadOnlySpan<byte> CodeLengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>Literals 0 to 255, end of block 256, lengths 257 to 285; 286 and 287 must not occur.</summary>
    public static uint[] Lengths { get; } = MakeLengths();

    /// <summary>Distances 0 to 29; 30 and 31 must not occur.</summary>
    public static uint[] Distances { get; } = MakeDistances();

    /// <summary>Code lengths 0 to 15 and the repeats 16 to 18. The literal mark keeps symbol 0 apart from «must not occur».</summary>
    public static uint[] CodeLengths { get; } = [.. Enumerable.Range(0, 19).Select(i => HuffmanTable.Literal | ((uint)i << 16))];

    /// <summary>The fixed literal and length code.</summary>
    public static HuffmanTable FixedLengths { get; } = Fixed(
        LengthFirstBits,
        Lengths,
        [.. Enumerable.Range(0, 288).Select(i => (byte)(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))]);

    /// <summary>The fixed distance code.</summary>
    public static HuffmanTable FixedDistances { get; } = Fixed(DistanceFirstBits, Distances, [.. Enumerable.Repeat((byte)5, 32)]);

    private static HuffmanTable Fixed(int firstBits, uint[] meanings, byte[] lengths)
    {
        HuffmanTable table = new(firstBits, lengths.Length);
        table.TryBuild(lengths, meanings, mayBeSingle: false, mayBeEmpty: false);
        return table;
    }

    private static uint[] MakeLengths()
    {
        uint[] entries = new uint[288];
        for (uint i = 0; i < 256; i++)
        {
            entries[i] = HuffmanTable.Literal | (i << 16);
        }

        entries[256] = HuffmanTable.EndOfBlock;
        uint start = 3;
        for (int i = 257; i < 285; i++)
        {
            int extra = i < 265 ? 0 : (i - 261) / 4;
            entries[i] = (start << 16) | ((uint)extra << 8);
            start += 1u << extra;
        }

        entries[285] = 258u << 16;
        return entries;
    }

    private static uint[] MakeDistances()
    {
        uint[] entries = new uint[32];
        uint start = 1;
        for (int i = 0; i < 30; i++)
        {
            int extra = i < 4 ? 0 : (i - 2) / 2;
            entries[i] = (start << 16) | ((uint)extra << 8);
            start += 1u << extra;
        }

        return entries;
    }
}
