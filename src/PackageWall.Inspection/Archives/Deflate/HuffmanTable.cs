using System.Buffers.Binary;

namespace PackageWall.Inspection.Archives.Deflate;

/// <summary>
/// A canonical Huffman code (RFC 1951, 3.2.2) as a table that is looked up with the next bits of the input: a first level of
/// <c>2^firstBits</c> entries, and a second level for the codes that are longer.
/// </summary>
/// <remarks>
/// An entry is 32 bits: 0 to 4 the bits to take, 5 whether it points to the second level, 6 whether it ends the block, 8 to 12 the
/// extra bits (or the size of the second level), 16 to 30 the value (or the start of the second level), 31 whether the value is a
/// literal. 0 is a code that must not occur.
/// </remarks>
internal sealed class HuffmanTable
{
    public const uint Literal = 1u << 31;
    public const uint Second = 1u << 5;
    public const uint EndOfBlock = 1u << 6;
    private const int LongestCode = 15;

    private readonly int _firstBits;
    private readonly uint[] _entries;

    /// <param name="firstBits">Size of the first level.</param>
    /// <param name="symbols">Most symbols the alphabet has: bounds the second levels, each of which serves two codes or more.</param>
    public HuffmanTable(int firstBits, int symbols)
    {
        _firstBits = firstBits;
        _entries = new uint[(1 << firstBits) + ((symbols / 2) << Math.Max(0, LongestCode - firstBits))];
    }

    /// <summary>The entries, first level first.</summary>
    public uint[] Entries => _entries;

    /// <summary>Takes the first-level index out of the input bits.</summary>
    public uint Mask => (1u << _firstBits) - 1;

    /// <summary>
    /// Builds the table. False for codes that zlib refuses: over-subscribed ones, and incomplete ones unless they are a single code
    /// of one bit (or none at all, where <paramref name="mayBeEmpty"/>).
    /// </summary>
    /// <param name="lengths">Length of each symbol's code, 0 for unused.</param>
    /// <param name="meanings">The entry of each symbol without its bits to take.</param>
    /// <param name="mayBeSingle">Whether one code of one bit may stand alone.</param>
    /// <param name="mayBeEmpty">Whether there may be no code.</param>
    public bool TryBuild(ReadOnlySpan<byte> lengths, ReadOnlySpan<uint> meanings, bool mayBeSingle, bool mayBeEmpty)
    {
        Span<int> counts = stackalloc int[LongestCode + 1];
        counts.Clear();
        foreach (byte length in lengths)
        {
            counts[length]++;
        }

        int longest = LongestCode;
        while (longest > 0 && counts[longest] == 0)
        {
            longest--;
        }

        if (longest == 0)
        {
            Array.Clear(_entries);
            return mayBeEmpty;
        }

        // Kraft's sum: how many codes of each length are still free.
        Span<int> next = stackalloc int[LongestCode + 2];
        next.Clear();
        int free = 1;
        for (int length = 1; length <= LongestCode; length++)
        {
            free = (free << 1) - counts[length];
            if (free < 0)
            {
                return false;
            }

            next[length + 1] = (next[length] + counts[length]) << 1;
        }

        if (free > 0)
        {
            if (longest != 1 || !mayBeSingle)
            {
                return false;
            }

            Array.Clear(_entries);
        }

        return Fill(lengths, meanings, next, longest);
    }

    private bool Fill(ReadOnlySpan<byte> lengths, ReadOnlySpan<uint> meanings, Span<int> next, int longest)
    {
        uint[] entries = _entries;
        int first = 1 << _firstBits;
        int free = first;
        int secondBits = longest - _firstBits;
        if (secondBits > 0)
        {
            entries.AsSpan(0, first).Clear();
        }

        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            int length = lengths[symbol];
            if (length == 0)
            {
                continue;
            }

            // Codes are packed starting with their most significant bit, everything else with its least (3.1.1).
            int code = (int)(Reverse((uint)next[length]++) >> (32 - length));
            uint meaning = meanings[symbol];
            if (length <= _firstBits)
            {
                uint entry = meaning == 0 ? 0 : meaning | (uint)length;
                for (int i = code; i < first; i += 1 << length)
                {
                    entries[i] = entry;
                }

                continue;
            }

            int prefix = code & (first - 1);
            if (entries[prefix] == 0)
            {
                if (free + (1 << secondBits) > entries.Length)
                {
                    return false;
                }

                entries[prefix] = Second | (uint)_firstBits | ((uint)secondBits << 8) | ((uint)free << 16);
                free += 1 << secondBits;
            }

            int start = (int)(entries[prefix] >> 16);
            uint deep = meaning == 0 ? 0 : meaning | (uint)(length - _firstBits);
            for (int i = code >> _firstBits; i < 1 << secondBits; i += 1 << (length - _firstBits))
            {
                entries[start + i] = deep;
            }
        }

        return true;
    }

    private static uint Reverse(uint value)
    {
        value = ((value >> 1) & 0x55555555) | ((value & 0x55555555) << 1);
        value = ((value >> 2) & 0x33333333) | ((value & 0x33333333) << 2);
        value = ((value >> 4) & 0x0f0f0f0f) | ((value & 0x0f0f0f0f) << 4);
        return BinaryPrimitives.ReverseEndianness(value);
    }
}
