using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PackageWall.Inspection.Languages.Native;

/// <summary>Finds printable text in bytes, of eight bits a letter or of sixteen, sixty-four bytes at a time: programs are mostly something else.</summary>
internal static class PrintableRuns
{
    private const int Block = 64;
    private const ulong Even = 0x5555_5555_5555_5555;

    /// <summary>Where the next run of at least so many letters begins, or -1.</summary>
    /// <param name="isWide">Letters of sixteen bits, of which only those that stand an even number of bytes from <paramref name="from"/> are meant.</param>
    /// <param name="least">Letters in the shortest run, at most 16.</param>
    public static int Next(ReadOnlySpan<byte> content, int from, bool isWide, int least)
    {
        int step = isWide ? 2 : 1;
        Span<byte> end = stackalloc byte[Block];
        while (from + (least * step) <= content.Length)
        {
            ReadOnlySpan<byte> block = end;
            if (content.Length - from >= Block)
            {
                block = content.Slice(from, Block);
            }
            else
            {
                // Bytes that are no letter, nor half of one.
                end.Fill(0xff);
                content[from..].CopyTo(end);
            }

            ulong letters = Letters(block, isWide);
            ulong runs = letters;
            for (int letter = 1; letter < least && runs != 0; letter++)
            {
                runs &= letters >> (letter * step);
            }

            if (runs != 0)
            {
                return from + System.Numerics.BitOperations.TrailingZeroCount(runs);
            }

            // A run may begin in the last places of a block, too late to be seen whole.
            from += (Block - (least * step) + step) & ~(step - 1);
        }

        return -1;
    }

    /// <summary>Whether a letter stands at a place.</summary>
    public static bool IsLetter(ReadOnlySpan<byte> content, int at, bool isWide) =>
        content[at] is >= 0x20 and < 0x7f && (!isWide || (at + 1 < content.Length && content[at + 1] == 0));

    // A bit for each place where a letter stands.
    private static ulong Letters(ReadOnlySpan<byte> block, bool isWide)
    {
        ref byte first = ref MemoryMarshal.GetReference(block);
        Vector256<byte> low = Vector256.LoadUnsafe(ref first);
        Vector256<byte> high = Vector256.LoadUnsafe(ref first, 32);
        ulong letters = Printable(low) | ((ulong)Printable(high) << 32);
        return isWide ? letters & (Zero(low) | ((ulong)Zero(high) << 32)) >> 1 & Even : letters;
    }

    private static uint Printable(Vector256<byte> bytes) => Vector256.LessThan(bytes - Vector256.Create((byte)0x20), Vector256.Create((byte)0x5f)).ExtractMostSignificantBits();

    private static uint Zero(Vector256<byte> bytes) => Vector256.Equals(bytes, Vector256<byte>.Zero).ExtractMostSignificantBits();
}
