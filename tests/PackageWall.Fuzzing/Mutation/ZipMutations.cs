using System.Buffers.Binary;

namespace PackageWall.Fuzzing.Mutation;

/// <summary>Changes to the records of a zip.</summary>
internal static class ZipMutations
{
    private static readonly uint[] Values = [0, 1, 2, 4, 8, 9, 20, 22, 30, 46, 0x7F, 0xFF, 0x800, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];

    /// <summary>Puts a value at the edge into a field of a header or end record, or moves it by a little.</summary>
    public static byte[] Field(byte[] input, Random random)
    {
        List<int> records = [];
        for (int at = 0; at + 22 <= input.Length; at++)
        {
            if (input[at] == 'P' && input[at + 1] == 'K' && input[at + 2] <= 8)
            {
                records.Add(at);
            }
        }

        if (records.Count == 0)
        {
            return input;
        }

        byte[] changed = [.. input];
        int place = Math.Min(records[random.Next(records.Count)] + 4 + (2 * random.Next(21)), input.Length - 4);
        uint value = Values[random.Next(Values.Length)];
        Span<byte> field = changed.AsSpan(place);
        if (random.Next(2) == 0)
        {
            ushort old = BinaryPrimitives.ReadUInt16LittleEndian(field);
            BinaryPrimitives.WriteUInt16LittleEndian(field, random.Next(2) == 0 ? (ushort)value : (ushort)(old + random.Next(-3, 4)));
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(field, value);
        }

        return changed;
    }
}
