using System.Buffers.Binary;

namespace PackageWall.Inspection.Archives.Zip;

/// <summary>Finds the end of central directory (APPNOTE 4.3.14 to 4.3.16), as readers do from the back, and says when they could find another.</summary>
internal static class ZipEndReader
{
    private const int LongestComment = ushort.MaxValue;
    private const int MostPadding = 64 * 1024;

    /// <summary>Whether a complete end stands at the very end and a central directory before it: something else may stand at the start.</summary>
    public static bool HasEnd(ReadOnlySpan<byte> bytes)
    {
        foreach (int mark in Marks(bytes))
        {
            ReadOnlySpan<byte> end = bytes[mark..];
            long directory = mark - (long)BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
            if (mark + ZipSignatures.EndLength + CommentLength(end) == bytes.Length
                && directory >= 0 && bytes[(int)directory..].StartsWith(ZipSignatures.Central))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The end, or null when there is none that can be used.</summary>
    public static ZipEnd? Read(ReadOnlySpan<byte> bytes, AnomalyList anomalies)
    {
        List<int> marks = Marks(bytes);
        if (marks.Count == 0)
        {
            anomalies.Reject(AnomalyCodes.ZipEnd, bytes.Length, null, "There is no end of central directory.");
            return null;
        }

        int at = Choose(bytes, marks);
        CheckBehind(bytes, at, marks, anomalies);
        ReadOnlySpan<byte> end = bytes[at..];
        if (BinaryPrimitives.ReadUInt32LittleEndian(end[4..]) != 0
            || BinaryPrimitives.ReadUInt16LittleEndian(end[8..]) != BinaryPrimitives.ReadUInt16LittleEndian(end[10..]))
        {
            anomalies.Reject(AnomalyCodes.ZipDisk, at, null, "The zip says that it spans several disks.");
        }

        ZipEnd read = new(
            at,
            BinaryPrimitives.ReadUInt32LittleEndian(end[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(end[12..]),
            at,
            BinaryPrimitives.ReadUInt16LittleEndian(end[10..]),
            [.. marks.Where(mark => mark < at)]);
        return ReadZip64(bytes, read, anomalies);
    }

    private static int CommentLength(ReadOnlySpan<byte> end) => BinaryPrimitives.ReadUInt16LittleEndian(end[20..]);

    private static List<int> Marks(ReadOnlySpan<byte> bytes)
    {
        List<int> marks = [];
        int start = Math.Max(0, bytes.Length - ZipSignatures.EndLength - LongestComment - MostPadding);
        for (int at = start; at <= bytes.Length - ZipSignatures.EndLength; at++)
        {
            int found = bytes[at..].IndexOf(ZipSignatures.End);
            if (found < 0 || at + found > bytes.Length - ZipSignatures.EndLength)
            {
                break;
            }

            at += found;
            marks.Add(at);
        }

        return marks;
    }

    // The last that reaches the last byte; else the last that fits; else the last.
    private static int Choose(ReadOnlySpan<byte> bytes, List<int> marks)
    {
        int fits = -1;
        for (int i = marks.Count - 1; i >= 0; i--)
        {
            int end = marks[i] + ZipSignatures.EndLength + CommentLength(bytes[marks[i]..]);
            if (end == bytes.Length)
            {
                return marks[i];
            }

            fits = fits < 0 && end < bytes.Length ? marks[i] : fits;
        }

        return fits >= 0 ? fits : marks[^1];
    }

    private static void CheckBehind(ReadOnlySpan<byte> bytes, int at, List<int> marks, AnomalyList anomalies)
    {
        int comment = CommentLength(bytes[at..]);
        int end = at + ZipSignatures.EndLength + comment;
        if (marks[^1] > at)
        {
            anomalies.Reject(AnomalyCodes.ZipTwoEnds, marks[^1], null, "The mark of an end stands again behind the end.");
        }

        if (end > bytes.Length)
        {
            anomalies.Reject(AnomalyCodes.ZipEnd, at, null, $"The comment is said to have {comment} bytes and is cut.");
        }
        else if (comment > 0)
        {
            anomalies.Hold(AnomalyCodes.ZipComment, at, null, $"The zip has a comment of {comment} bytes.");
        }

        if (end >= bytes.Length)
        {
            return;
        }

        ReadOnlySpan<byte> rest = bytes[end..];
        string detail = $"{rest.Length} bytes follow the end.";
        if (rest.IndexOfAnyExcept((byte)0) >= 0 || rest.Length > MostPadding)
        {
            anomalies.Reject(AnomalyCodes.ZipTrailing, end, null, detail);
        }
        else
        {
            anomalies.Hold(AnomalyCodes.ZipTrailing, end, null, detail);
        }
    }

    // 4.3.14.1, 4.3.15 and 4.4.1.4: the locator stands right before the end, the record right before the locator; a
    // value of the end counts unless it is saturated.
    private static ZipEnd? ReadZip64(ReadOnlySpan<byte> bytes, ZipEnd end, AnomalyList anomalies)
    {
        int locatorAt = end.Offset - ZipSignatures.LocatorLength;
        bool isNeeded = end.Count == ZipSignatures.Saturated16
            || end.DirectorySize == ZipSignatures.Saturated32
            || end.DirectoryOffset == ZipSignatures.Saturated32;
        if (locatorAt < 0 || !bytes[locatorAt..].StartsWith(ZipSignatures.Locator))
        {
            return end;
        }

        ReadOnlySpan<byte> locator = bytes[locatorAt..];
        ulong recordAt = BinaryPrimitives.ReadUInt64LittleEndian(locator[8..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator[4..]) != 0 || BinaryPrimitives.ReadUInt32LittleEndian(locator[16..]) != 1)
        {
            anomalies.Reject(AnomalyCodes.ZipDisk, locatorAt, null, "The zip64 locator names several disks.");
        }

        if (recordAt + ZipSignatures.End64Length != (ulong)locatorAt || !bytes[(int)recordAt..].StartsWith(ZipSignatures.End64))
        {
            anomalies.Reject(AnomalyCodes.ZipZip64, locatorAt, null, "The zip64 end is not right before its locator.");
            return end;
        }

        ReadOnlySpan<byte> record = bytes[(int)recordAt..];
        ulong size = BinaryPrimitives.ReadUInt64LittleEndian(record[4..]);
        ulong count = BinaryPrimitives.ReadUInt64LittleEndian(record[32..]);
        ulong directorySize = BinaryPrimitives.ReadUInt64LittleEndian(record[40..]);
        ulong directoryOffset = BinaryPrimitives.ReadUInt64LittleEndian(record[48..]);
        if (size != ZipSignatures.End64Length - 12
            || BinaryPrimitives.ReadUInt64LittleEndian(record[16..]) != 0
            || BinaryPrimitives.ReadUInt64LittleEndian(record[24..]) != count
            || Contradicts(end.Count, ZipSignatures.Saturated16, count)
            || Contradicts(end.DirectorySize, ZipSignatures.Saturated32, directorySize)
            || Contradicts(end.DirectoryOffset, ZipSignatures.Saturated32, directoryOffset))
        {
            anomalies.Reject(AnomalyCodes.ZipZip64, (long)recordAt, null, "The zip64 end is malformed or contradicts the end.");
        }
        else if (!isNeeded)
        {
            anomalies.Hold(AnomalyCodes.ZipZip64, (long)recordAt, null, "There is a zip64 end without need.");
        }

        if (directorySize > (ulong)bytes.Length || directoryOffset > (ulong)bytes.Length)
        {
            anomalies.Reject(AnomalyCodes.ZipDirectory, (long)recordAt, null, "The central directory is said to lie outside the zip.");
            return null;
        }

        return end with
        {
            DirectoryOffset = (long)directoryOffset,
            DirectorySize = (long)directorySize,
            DirectoryEnd = (long)recordAt,
            Count = (long)Math.Min(count, long.MaxValue),
        };
    }

    private static bool Contradicts(long value, uint saturated, ulong wide) => value != saturated && (ulong)value != wide;
}
