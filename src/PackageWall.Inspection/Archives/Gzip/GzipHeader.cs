using System.Buffers.Binary;

namespace PackageWall.Inspection.Archives.Gzip;

/// <summary>The header of a gzip member (RFC 1952, 2.3.1).</summary>
internal static class GzipHeader
{
    private const int FixedLength = 10;

    // Honest packers write a file name here or nothing; more than this could carry something.
    private const int LargestField = 1024;

    [Flags]
    private enum Flags
    {
        Text = 1,
        HeaderChecksum = 2,
        Extra = 4,
        Name = 8,
        Comment = 16,
        Reserved = 0xe0,
    }

    /// <summary>Whether a gzip header of any kind starts here.</summary>
    public static bool IsAt(ReadOnlySpan<byte> bytes) => bytes.Length >= 3 && bytes[0] == 0x1f && bytes[1] == 0x8b && bytes[2] == 8;

    /// <summary>Length of the header, or -1 when there is none that can be read.</summary>
    public static int Read(ReadOnlySpan<byte> bytes, AnomalyList anomalies)
    {
        if (bytes.Length < FixedLength || !IsAt(bytes))
        {
            anomalies.Reject(AnomalyCodes.GzipHeader, 0, null, "No complete gzip header.");
            return -1;
        }

        Flags flags = (Flags)bytes[3];
        int at = FixedLength;
        if ((flags & Flags.Reserved) != 0)
        {
            anomalies.Reject(AnomalyCodes.GzipHeader, 3, null, "Reserved flags are set; a reader must refuse them.");
        }

        if ((flags & Flags.Extra) != 0 && !SkipExtra(bytes, ref at, anomalies))
        {
            return -1;
        }

        foreach (Flags flag in (ReadOnlySpan<Flags>)[Flags.Name, Flags.Comment])
        {
            if ((flags & flag) != 0 && !SkipText(bytes, flag, ref at, anomalies))
            {
                return -1;
            }
        }

        if ((flags & Flags.HeaderChecksum) == 0)
        {
            return at;
        }

        if (bytes.Length < at + 2)
        {
            return Cut(at, anomalies);
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) != (ushort)Crc32.Of(bytes[..at]))
        {
            anomalies.Reject(AnomalyCodes.GzipHeaderChecksum, at, null, "The checksum of the header is wrong.");
        }

        return at + 2;
    }

    private static bool SkipExtra(ReadOnlySpan<byte> bytes, ref int at, AnomalyList anomalies)
    {
        int length = bytes.Length < at + 2 ? int.MaxValue : BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
        if (length > bytes.Length - at - 2)
        {
            return Cut(at, anomalies) >= 0;
        }

        Tell(Flags.Extra, at, length, anomalies);
        at += 2 + length;
        return true;
    }

    private static bool SkipText(ReadOnlySpan<byte> bytes, Flags field, ref int at, AnomalyList anomalies)
    {
        int length = bytes[at..].IndexOf((byte)0);
        if (length < 0)
        {
            return Cut(at, anomalies) >= 0;
        }

        Tell(field, at, length, anomalies);
        at += length + 1;
        return true;
    }

    private static void Tell(Flags field, int at, int length, AnomalyList anomalies)
    {
        string detail = $"The header carries a field «{field}» of {length} bytes.";
        if (length > LargestField)
        {
            anomalies.Hold(AnomalyCodes.GzipHeaderField, at, null, detail);
        }
        else
        {
            anomalies.Note(AnomalyCodes.GzipHeaderField, at, null, detail);
        }
    }

    private static int Cut(int at, AnomalyList anomalies)
    {
        anomalies.Reject(AnomalyCodes.GzipHeader, at, null, "The header ends early.");
        return -1;
    }
}
