namespace PackageWall.Inspection.Layers;

/// <summary>Base 16, 32 and 64 (RFC 4648), base 85 (RFC 1924's alphabet as Python has it) and Ascii85 (Adobe).</summary>
internal static class BaseDecoders
{
    private const string Letters85 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

    private static readonly sbyte[] Values64 = Table("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", ('-', 62), ('_', 63));
    private static readonly sbyte[] Values32 = Table("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
    private static readonly sbyte[] Values85 = Table(Letters85);

    /// <summary>Both alphabets, with or without padding; other characters are passed over.</summary>
    public static byte[]? Base64(ReadOnlySpan<byte> input) => Bits(input, Values64, 6);

    public static byte[]? Base32(ReadOnlySpan<byte> input)
    {
        Span<byte> upper = input.Length <= 1024 ? stackalloc byte[input.Length] : new byte[input.Length];
        for (var i = 0; i < input.Length; i++)
        {
            upper[i] = input[i] is >= (byte)'a' and <= (byte)'z' ? (byte)(input[i] - 32) : input[i];
        }

        return Bits(upper, Values32, 5);
    }

    public static byte[]? Hex(ReadOnlySpan<byte> input)
    {
        var output = new byte[input.Length / 2];
        int length = 0, half = -1;
        foreach (var letter in input)
        {
            var digit = char.IsAsciiHexDigit((char)letter) ? Convert.ToInt32(((char)letter).ToString(), 16) : -1;
            if (digit < 0)
            {
                if (letter is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)':')
                {
                    continue;
                }

                return null;
            }

            if (half < 0)
            {
                half = digit;
            }
            else
            {
                output[length++] = (byte)((half << 4) | digit);
                half = -1;
            }
        }

        return half < 0 ? output[..length] : null;
    }

    public static byte[]? Base85(ReadOnlySpan<byte> input)
    {
        var digits = new List<byte>(input.Length);
        foreach (var letter in input)
        {
            if (letter < 128 && Values85[letter] >= 0)
            {
                digits.Add((byte)Values85[letter]);
            }
            else if (letter > ' ')
            {
                return null;
            }
        }

        return Groups(digits);
    }

    public static byte[]? Ascii85(ReadOnlySpan<byte> input)
    {
        input = input.StartsWith("<~"u8) ? input[2..] : input;
        var end = input.IndexOf("~>"u8);
        input = end < 0 ? input : input[..end];
        var digits = new List<byte>(input.Length);
        foreach (var letter in input)
        {
            switch (letter)
            {
                case (byte)'z':
                    digits.AddRange((ReadOnlySpan<byte>)[0, 0, 0, 0, 0]);
                    break;
                case >= (byte)'!' and <= (byte)'u':
                    digits.Add((byte)(letter - '!'));
                    break;
                case > (byte)' ':
                    return null;
            }
        }

        return Groups(digits);
    }

    private static byte[]? Groups(List<byte> digits)
    {
        if (digits.Count % 5 == 1)
        {
            return null;
        }

        var output = new List<byte>(digits.Count * 4 / 5);
        for (var i = 0; i < digits.Count; i += 5)
        {
            ulong group = 0;
            var count = Math.Min(5, digits.Count - i);
            for (var k = 0; k < 5; k++)
            {
                group = (group * 85) + (k < count ? digits[i + k] : 84u);
            }

            for (var k = 0; k < count - 1; k++)
            {
                output.Add((byte)(group >> (24 - (8 * k))));
            }
        }

        return [.. output];
    }

    private static byte[]? Bits(ReadOnlySpan<byte> input, sbyte[] values, int width)
    {
        var output = new byte[(long)input.Length * width / 8];
        int length = 0, count = 0;
        uint bits = 0;
        foreach (var letter in input)
        {
            if (letter == '=')
            {
                // Padding ends a group; what follows begins anew, as concatenated blobs do.
                count = 0;
                bits = 0;
                continue;
            }

            if (letter >= 128 || values[letter] < 0)
            {
                continue;
            }

            bits = (bits << width) | (byte)values[letter];
            count += width;
            if (count >= 8)
            {
                count -= 8;
                output[length++] = (byte)(bits >> count);
                bits &= (1u << count) - 1;
            }
        }

        return length == 0 ? null : output[..length];
    }

    private static sbyte[] Table(string letters, params (char Letter, int Value)[] more)
    {
        var table = new sbyte[128];
        Array.Fill(table, (sbyte)-1);
        for (var i = 0; i < letters.Length; i++)
        {
            table[letters[i]] = (sbyte)i;
        }

        foreach (var (letter, value) in more)
        {
            table[letter] = (sbyte)value;
        }

        return table;
    }
}
