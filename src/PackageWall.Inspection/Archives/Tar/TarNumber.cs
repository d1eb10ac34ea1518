namespace PackageWall.Inspection.Archives.Tar;

/// <summary>How well a number of a tar header can be read.</summary>
internal enum TarNumberKind
{
    /// <summary>Octal digits, as every reader takes them.</summary>
    Octal,

    /// <summary>Only blanks and NULs.</summary>
    Empty,

    /// <summary>GNU's binary form, within what readers can hold.</summary>
    Binary,

    /// <summary>Octal digits and then something else, or no digits at all.</summary>
    Garbage,

    /// <summary>A binary form that npm's unpacker refuses, and with it the whole header.</summary>
    Refused,
}

/// <summary>A number of a tar header: octal text, or GNU's base-256.</summary>
/// <param name="Kind">How well it can be read.</param>
/// <param name="Value">What it says; 0 where it says nothing.</param>
internal readonly record struct TarNumber(TarNumberKind Kind, long Value)
{
    // Number.MAX_SAFE_INTEGER of JavaScript.
    private const long LargestSafe = (1L << 53) - 1;

    public static TarNumber Read(ReadOnlySpan<byte> field) => field[0] >= 0x80 ? ReadBinary(field) : ReadOctal(field);

    private static TarNumber ReadOctal(ReadOnlySpan<byte> field)
    {
        ReadOnlySpan<byte> digits = field.TrimStart((byte)' ');
        int length = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'7');
        length = length < 0 ? digits.Length : length;
        bool isClean = digits[length..].IndexOfAnyExcept((byte)' ', (byte)0) < 0;
        if (length == 0)
        {
            return new TarNumber(isClean ? TarNumberKind.Empty : TarNumberKind.Garbage, 0);
        }

        // Twelve digits at most: always fits.
        long value = 0;
        foreach (byte digit in digits[..length])
        {
            value = (value << 3) | (long)(digit - (byte)'0');
        }

        return new TarNumber(isClean ? TarNumberKind.Octal : TarNumberKind.Garbage, value);
    }

    private static TarNumber ReadBinary(ReadOnlySpan<byte> field)
    {
        if (field[0] is not (0x80 or 0xff))
        {
            return new TarNumber(TarNumberKind.Refused, 0);
        }

        // Two's complement over the whole field; 0x80 only marks the form.
        Int128 value = field[0] == 0xff ? -1 : 0;
        foreach (byte part in field[1..])
        {
            value = (value << 8) | part;
        }

        return value > LargestSafe || value < -LargestSafe
            ? new TarNumber(TarNumberKind.Refused, 0)
            : new TarNumber(TarNumberKind.Binary, (long)value);
    }
}
