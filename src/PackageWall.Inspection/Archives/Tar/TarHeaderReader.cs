using System.Text;

namespace PackageWall.Inspection.Archives.Tar;

/// <summary>Reads one header block, and says where readers would read it differently.</summary>
internal static class TarHeaderReader
{
    private const long SmallestBinarySize = 8L << 30;

    // Places of the fields in the block.
    private static readonly Range NameField = 0..100;
    private static readonly Range ModeField = 100..108;
    private static readonly Range SizeField = 124..136;
    private static readonly Range ChecksumField = 148..156;
    private static readonly Range LinkField = 157..257;
    private static readonly Range MagicField = 257..265;
    private static readonly (string Name, Range Field, bool IsPosixOnly)[] OwnerFields =
    [
        ("mode", ModeField, false), ("uid", 108..116, false), ("gid", 116..124, false), ("mtime", 136..148, false),
        ("devmajor", 329..337, true), ("devminor", 337..345, true),
    ];

    private static ReadOnlySpan<byte> PosixMagic => "ustar\000"u8;

    /// <summary>Whether the checksum stands as all readers read it and is right.</summary>
    public static bool HasRightChecksum(ReadOnlySpan<byte> block)
    {
        TarNumber stored = TarNumber.Read(block[ChecksumField]);

        // npm's unpacker reads on behind the field until NUL or blank, so one of them must be inside.
        return stored.Kind == TarNumberKind.Octal && block[155] is 0 or (byte)' ' && stored.Value == Checksum(block);
    }

    /// <summary>The header, whose checksum is right.</summary>
    public static TarHeader Read(ReadOnlySpan<byte> block, long offset, AnomalyList anomalies)
    {
        bool isPosix = block[MagicField].SequenceEqual(PosixMagic);
        string name = Text(block[NameField], offset, anomalies);
        string prefix = ReadPrefix(block, isPosix, name, offset, anomalies);
        TarHeader header = new()
        {
            Offset = offset,
            Name = prefix.Length > 0 ? $"{prefix}/{name}" : name,
            LinkName = Text(block[LinkField], offset, anomalies),
            Type = (char)block[156],
            Size = ReadSize(block[SizeField], name, offset, anomalies),
            Mode = TarNumber.Read(block[ModeField]).Value,
        };
        CheckOwner(block, isPosix, name, offset, anomalies);
        return header;
    }

    /// <summary>What a block with a wrong checksum claims to be, for the record.</summary>
    public static string ClaimedName(ReadOnlySpan<byte> block) => Cut(block[NameField]);

    private static long Checksum(ReadOnlySpan<byte> block)
    {
        long sum = 8 * ' ';
        for (int i = 0; i < block.Length; i++)
        {
            sum += i is >= 148 and < 156 ? 0 : block[i];
        }

        return sum;
    }

    // Python takes the prefix in every format, npm only in the POSIX one.
    private static string ReadPrefix(ReadOnlySpan<byte> block, bool isPosix, string name, long offset, AnomalyList anomalies)
    {
        if (!isPosix)
        {
            if (block[345..500].IndexOfAnyExcept((byte)0) >= 0)
            {
                anomalies.Reject(AnomalyCodes.TarPrefix, offset, name, "Bytes stand where a prefix would, in a format that has none.");
            }

            return string.Empty;
        }

        if (block[475] != 0)
        {
            return Text(block[345..500], offset, anomalies);
        }

        // The format of star: a shorter prefix, then two times.
        CheckNumber("atime", block[476..488], name, offset, anomalies);
        CheckNumber("ctime", block[488..500], name, offset, anomalies);
        return Text(block[345..475], offset, anomalies);
    }

    private static long ReadSize(ReadOnlySpan<byte> field, string name, long offset, AnomalyList anomalies)
    {
        TarNumber size = TarNumber.Read(field);
        string? wrong = size.Kind switch
        {
            TarNumberKind.Octal => null,
            TarNumberKind.Binary when size.Value >= SmallestBinarySize => null,
            TarNumberKind.Binary => "The size is binary without need; old readers take it for none.",
            TarNumberKind.Empty => "The header has no size.",
            _ => "The size cannot be read.",
        };
        if (wrong is not null)
        {
            anomalies.Reject(AnomalyCodes.TarNumber, offset, name, wrong);
        }

        return Math.Max(0, size.Value);
    }

    private static void CheckOwner(ReadOnlySpan<byte> block, bool isPosix, string name, long offset, AnomalyList anomalies)
    {
        foreach ((string title, Range field, bool isPosixOnly) in OwnerFields)
        {
            if (!isPosixOnly || isPosix)
            {
                CheckNumber(title, block[field], name, offset, anomalies);
            }
        }
    }

    private static void CheckNumber(string title, ReadOnlySpan<byte> field, string name, long offset, AnomalyList anomalies)
    {
        switch (TarNumber.Read(field).Kind)
        {
            case TarNumberKind.Refused:
                anomalies.Reject(AnomalyCodes.TarNumber, offset, name, $"npm's unpacker refuses the number in {title} and skips the header.");
                break;
            case TarNumberKind.Garbage:
                anomalies.Hold(AnomalyCodes.TarOwner, offset, name, $"The number in {title} cannot be read; Python stops here.");
                break;
            case TarNumberKind.Binary:
                anomalies.Note(AnomalyCodes.TarOwner, offset, name, $"The number in {title} is binary.");
                break;
        }
    }

    private static string Text(ReadOnlySpan<byte> field, long offset, AnomalyList anomalies)
    {
        string text = Cut(field);
        int end = field.IndexOf((byte)0);
        ReadOnlySpan<byte> rest = end < 0 ? [] : field[end..];
        if (rest.IndexOfAnyExcept((byte)0) < 0)
        {
            return text;
        }

        // npm's unpacker cuts from NUL to the end of the line, so a newline brings the rest back into the name.
        if (rest.IndexOfAny((byte)'\n', (byte)'\r') >= 0 || rest.IndexOf("\u2028"u8) >= 0 || rest.IndexOf("\u2029"u8) >= 0)
        {
            anomalies.Reject(AnomalyCodes.TarNameField, offset, text, "A line follows the end of the name; npm's unpacker makes it part of it.");
        }
        else
        {
            anomalies.Note(AnomalyCodes.TarNameField, offset, text, "Bytes follow the end of the name in its field.");
        }

        return text;
    }

    private static string Cut(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }
}
