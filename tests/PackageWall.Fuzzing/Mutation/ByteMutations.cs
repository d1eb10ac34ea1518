using System.Buffers.Binary;

namespace PackageWall.Fuzzing.Mutation;

/// <summary>Changes that know nothing of what the bytes mean.</summary>
internal static class ByteMutations
{
    private static readonly long[] Edges = [0, 1, -1, 2, 7, 8, 0x7F, 0x80, 0xFF, 0x100, 511, 512, 513, 0x7FFF, 0x8000, 0xFFFF, 0x10000, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 32, long.MaxValue, long.MinValue];

    /// <summary>One change.</summary>
    public static byte[] Mutate(byte[] input, byte[] other, Random random, IReadOnlyList<byte[]> words)
    {
        int at = random.Next(input.Length + 1);
        int length = Math.Min(input.Length - at, 1 << random.Next(12));
        return random.Next(10) switch
        {
            0 or 1 => Changed(input, random, bytes => bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8))),
            2 => Changed(input, random, bytes => bytes[random.Next(bytes.Length)] = (byte)random.Next(256)),
            3 => Changed(input, random, bytes => Number(bytes, random)),
            4 => Replaced(input, at, length, []),
            5 => Replaced(input, at, 0, input.AsSpan(at, length)),
            6 => Replaced(input, at, 0, Noise(random)),
            7 => Replaced(input, at, random.Next(2) == 0 ? 0 : length, words[random.Next(words.Count)]),
            8 => Replaced(input, at, length, Piece(other, random)),
            _ => Replaced(input, at, input.Length - at, Tail(other, random)),
        };
    }

    /// <summary>The input with a part of it replaced.</summary>
    public static byte[] Replaced(byte[] input, int at, int length, ReadOnlySpan<byte> by) =>
        [.. input.AsSpan(0, at), .. by, .. input.AsSpan(at + length)];

    /// <summary>A piece of an input.</summary>
    public static ReadOnlySpan<byte> Piece(byte[] input, Random random)
    {
        int at = random.Next(input.Length + 1);
        return input.AsSpan(at, Math.Min(input.Length - at, 1 << random.Next(10)));
    }

    private static ReadOnlySpan<byte> Tail(byte[] input, Random random) => input.AsSpan(random.Next(input.Length + 1));

    private static byte[] Noise(Random random)
    {
        byte[] noise = new byte[1 + random.Next(16)];
        random.NextBytes(noise);
        return noise;
    }

    private static byte[] Changed(byte[] input, Random random, Action<byte[]> change)
    {
        if (input.Length == 0)
        {
            return Noise(random);
        }

        byte[] changed = [.. input];
        change(changed);
        return changed;
    }

    private static void Number(byte[] bytes, Random random)
    {
        Span<byte> number = stackalloc byte[8];
        long value = Edges[random.Next(Edges.Length)];
        int size = 1 << random.Next(4);
        if (random.Next(4) == 0)
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            number = number[(8 - size)..];
        }
        else
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
            number = number[..size];
        }

        if (bytes.Length >= size)
        {
            number.CopyTo(bytes.AsSpan(random.Next(bytes.Length - size + 1)));
        }
    }
}
