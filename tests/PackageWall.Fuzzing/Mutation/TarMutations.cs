using System.Text;

namespace PackageWall.Fuzzing.Mutation;

/// <summary>Changes to the blocks of a tar.</summary>
internal static class TarMutations
{
    private const int Block = 512;

    // Name, mode, owner, group, size, time, checksum, kind, link, magic, owner's name, device, prefix.
    private static readonly (int At, int Length)[] Fields = [(0, 100), (100, 8), (108, 8), (116, 8), (124, 12), (124, 12), (136, 12), (148, 8), (156, 1), (156, 1), (157, 100), (257, 8), (265, 32), (329, 8), (345, 155)];

    private static readonly string[] Values =
        ["", "0", "00000000000", "00000001000\0", "77777777777\0", "-1", " 10 ", "1\0" + "7", "9", "\u0080\0\0\0\0\0\0\0\0\0\u0002\0", "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff", "package/../x", "/x", "package/package.json", "x", "L", "K", "g", "1", "2", "5", "7", "S", "D", "ustar  \0", "ustar\0" + "00", "a\\b", "package/./a"];

    /// <summary>One change; sums are put right more often than not.</summary>
    public static byte[] Mutate(byte[] input, Random random, Func<byte[], byte[]> mutateContent)
    {
        int blocks = input.Length / Block;
        if (blocks == 0)
        {
            return mutateContent(input);
        }

        int at = random.Next(blocks) * Block;
        switch (random.Next(5))
        {
            case 0:
                return ByteMutations.Replaced(input, at, Block, []);
            case 1:
                return ByteMutations.Replaced(input, at, 0, input.AsSpan(random.Next(blocks) * Block, Block));
            case 2:
                return ByteMutations.Replaced(input, at, 0, new byte[Block * (1 + random.Next(3))]);
        }

        byte[] changed = [.. input];
        Span<byte> header = changed.AsSpan(at, Block);
        (int place, int length) = Fields[random.Next(Fields.Length)];
        Span<byte> field = header.Slice(place, length);
        if (random.Next(3) == 0)
        {
            field[random.Next(length)] = (byte)random.Next(256);
        }
        else
        {
            field.Clear();
            byte[] value = Encoding.Latin1.GetBytes(Values[random.Next(Values.Length)]);
            value.AsSpan(0, Math.Min(value.Length, length)).CopyTo(field);
        }

        if (random.Next(4) > 0)
        {
            PutSumRight(header);
        }

        return changed;
    }

    private static void PutSumRight(Span<byte> header)
    {
        header.Slice(148, 8).Fill((byte)' ');
        int sum = 0;
        foreach (byte value in header)
        {
            sum += value;
        }

        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header.Slice(148, 8));
    }
}
