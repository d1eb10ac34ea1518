using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PackageWall.Inspection.Archives;

/// <summary>
/// CRC-32 by carry-less multiplication (Gopal and others, "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction"): four
/// lanes of sixteen bytes are folded forward, then into one, then reduced by Barrett's method.
/// </summary>
internal static class Crc32Folding
{
    /// <summary>Fewest bytes that it takes.</summary>
    public const int Least = 64;

    /// <summary>The number of bytes must be a multiple of this.</summary>
    public const int Step = 16;

    // Powers of x modulo the polynomial, bits reversed: by which a lane goes forward 512 bits, 128 bits, and its end 64 bits.
    private static readonly Vector128<ulong> Far = Vector128.Create(0x0154442bd4UL, 0x01c6e41596UL);
    private static readonly Vector128<ulong> Near = Vector128.Create(0x01751997d0UL, 0x00ccaa009eUL);
    private static readonly Vector128<ulong> Last = Vector128.Create(0x0163cd6124UL, 0UL);

    // The polynomial and its inverse.
    private static readonly Vector128<ulong> Barrett = Vector128.Create(0x01db710641UL, 0x01f7011641UL);
    private static readonly Vector128<ulong> Low = Vector128.Create(0xffffffffUL, 0xffffffffUL);

    /// <summary>Whether the processor can.</summary>
    public static bool IsSupported => Pclmulqdq.IsSupported && Sse2.IsSupported;

    /// <summary>Goes on from a checksum, which stands inverted here as it does between bytes.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<Vector128<ulong>> lanes = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        Vector128<ulong> a = lanes[0] ^ Vector128.CreateScalar((ulong)crc);
        Vector128<ulong> b = lanes[1];
        Vector128<ulong> c = lanes[2];
        Vector128<ulong> d = lanes[3];
        for (lanes = lanes[4..]; lanes.Length >= 4; lanes = lanes[4..])
        {
            a = Fold(a, Far) ^ lanes[0];
            b = Fold(b, Far) ^ lanes[1];
            c = Fold(c, Far) ^ lanes[2];
            d = Fold(d, Far) ^ lanes[3];
        }

        a = Fold(a, Near) ^ b;
        a = Fold(a, Near) ^ c;
        a = Fold(a, Near) ^ d;
        foreach (Vector128<ulong> lane in lanes)
        {
            a = Fold(a, Near) ^ lane;
        }

        return Reduce(a);
    }

    private static Vector128<ulong> Fold(Vector128<ulong> lane, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(lane, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(lane, by, 0x11);

    private static uint Reduce(Vector128<ulong> lane)
    {
        lane = Sse2.ShiftRightLogical128BitLane(lane, 8) ^ Pclmulqdq.CarrylessMultiply(lane, Near, 0x10);
        lane = Sse2.ShiftRightLogical128BitLane(lane, 4) ^ Pclmulqdq.CarrylessMultiply(lane & Low, Last, 0x00);
        Vector128<ulong> quotient = Pclmulqdq.CarrylessMultiply(lane & Low, Barrett, 0x10) & Low;
        return (lane ^ Pclmulqdq.CarrylessMultiply(quotient, Barrett, 0x00)).AsUInt32()[1];
    }
}
