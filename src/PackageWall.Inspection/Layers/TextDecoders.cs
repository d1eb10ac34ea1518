using System.Globalization;
using System.Text;

namespace PackageWall.Inspection.Layers;

/// <summary>Percent signs (RFC 3986), quoted-printable (RFC 2045), uuencode, and escapes.</summary>
internal static class TextDecoders
{
    public static byte[]? Percent(ReadOnlySpan<byte> input)
    {
        var output = new List<byte>(input.Length);
        for (var i = 0; i < input.Length; i++)
        {
            if (input[i] == '%' && i + 5 < input.Length && input[i + 1] == 'u' && Hex(input.Slice(i + 2, 4)) is { } wide)
            {
                output.AddRange(Encoding.UTF8.GetBytes(((char)wide).ToString()));
                i += 5;
            }
            else if (input[i] == '%' && i + 2 < input.Length && Hex(input.Slice(i + 1, 2)) is { } narrow)
            {
                output.Add((byte)narrow);
                i += 2;
            }
            else
            {
                output.Add(input[i]);
            }
        }

        return [.. output];
    }

    public static byte[]? QuotedPrintable(ReadOnlySpan<byte> input)
    {
        var output = new List<byte>(input.Length);
        for (var i = 0; i < input.Length; i++)
        {
            if (input[i] != '=')
            {
                output.Add(input[i]);
            }
            else if (i + 1 < input.Length && input[i + 1] is (byte)'\n')
            {
                i++;
            }
            else if (i + 2 < input.Length && input[i + 1] is (byte)'\r' && input[i + 2] is (byte)'\n')
            {
                i += 2;
            }
            else if (i + 2 < input.Length && Hex(input.Slice(i + 1, 2)) is { } value)
            {
                output.Add((byte)value);
                i += 2;
            }
            else
            {
                output.Add(input[i]);
            }
        }

        return [.. output];
    }

    // Each line: its length as one character, then four characters for every three bytes.
    public static byte[]? Uu(ReadOnlySpan<byte> input)
    {
        var output = new List<byte>(input.Length);
        foreach (var range in input.Split((byte)'\n'))
        {
            var line = input[range].TrimEnd((byte)'\r');
            if (line.IsEmpty || line.StartsWith("begin "u8) || line.SequenceEqual("end"u8) || line[0] is < 32 or > 96)
            {
                continue;
            }

            var left = (line[0] - 32) & 63;
            for (var i = 1; i < line.Length && left > 0; i += 4)
            {
                var group = 0;
                for (var k = 0; k < 4; k++)
                {
                    group = (group << 6) | (i + k < line.Length ? (line[i + k] - 32) & 63 : 0);
                }

                for (var k = 0; k < 3 && left > 0; k++, left--)
                {
                    output.Add((byte)(group >> (16 - (8 * k))));
                }
            }
        }

        return [.. output];
    }

    public static byte[]? UnicodeEscapes(ReadOnlySpan<byte> input) =>
        Encoding.UTF8.GetBytes(Languages.Python.PythonText.UnicodeEscapes(Encoding.Latin1.GetString(input)));

    private static int? Hex(ReadOnlySpan<byte> digits) =>
        int.TryParse(Decoders.Text(digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;
}
