namespace PackageWall.Inspection.Layers;

/// <summary>Letter for letter: rotation, reversal, XOR with a constant key.</summary>
internal static class Substitutions
{
    public static byte[] Rotate(ReadOnlySpan<byte> input, int by)
    {
        var output = input.ToArray();
        for (var i = 0; i < output.Length; i++)
        {
            output[i] = output[i] switch
            {
                >= (byte)'a' and <= (byte)'z' => (byte)('a' + ((output[i] - 'a' + by) % 26)),
                >= (byte)'A' and <= (byte)'Z' => (byte)('A' + ((output[i] - 'A' + by) % 26)),
                _ => output[i],
            };
        }

        return output;
    }

    public static byte[] Reverse(ReadOnlySpan<byte> input)
    {
        var output = input.ToArray();
        Array.Reverse(output);
        return output;
    }

    public static byte[] Xor(ReadOnlySpan<byte> input, ReadOnlySpan<byte> key)
    {
        var output = input.ToArray();
        for (var i = 0; i < output.Length && key.Length > 0; i++)
        {
            output[i] ^= key[i % key.Length];
        }

        return output;
    }
}
