using System.Buffers.Binary;

namespace PackageWall.Inspection.Archives.Zip;

/// <summary>Reads central and local headers (APPNOTE 4.3.7, 4.3.12).</summary>
internal static class ZipHeaderReader
{
    /// <summary>The central header at a place, or null when there is none that is complete before <paramref name="end"/>.</summary>
    public static ZipHeader? ReadCentral(ReadOnlyMemory<byte> container, long at, long end, AnomalyList anomalies)
    {
        if (end - at < ZipSignatures.CentralLength || !container.Span[(int)at..].StartsWith(ZipSignatures.Central))
        {
            return null;
        }

        ReadOnlyMemory<byte> memory = container[(int)at..(int)end];
        ReadOnlySpan<byte> bytes = memory.Span;
        int name = BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]);
        int extra = BinaryPrimitives.ReadUInt16LittleEndian(bytes[30..]);
        int comment = BinaryPrimitives.ReadUInt16LittleEndian(bytes[32..]);
        int length = ZipSignatures.CentralLength + name + extra + comment;
        if (length > bytes.Length)
        {
            return null;
        }

        ZipHeader header = new()
        {
            Offset = (int)at,
            Length = length,
            Flags = BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]),
            Method = BinaryPrimitives.ReadUInt16LittleEndian(bytes[10..]),
            Crc = BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]),
            Packed = BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]),
            Unpacked = BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]),
            Name = memory.Slice(ZipSignatures.CentralLength, name),
            HasZip64 = false,
            Attributes = BinaryPrimitives.ReadUInt32LittleEndian(bytes[38..]),
            LocalOffset = BinaryPrimitives.ReadUInt32LittleEndian(bytes[42..]),
        };
        string shown = ZipNames.Decode(header);
        if (BinaryPrimitives.ReadUInt16LittleEndian(bytes[34..]) != 0)
        {
            anomalies.Reject(AnomalyCodes.ZipDisk, at, shown, "The entry starts on another disk.");
        }

        if (comment > 0)
        {
            anomalies.Hold(AnomalyCodes.ZipComment, at, shown, $"The entry has a comment of {comment} bytes.");
        }

        return ZipExtraFields.Apply(header, bytes.Slice(ZipSignatures.CentralLength + name, extra), isCentral: true, shown, anomalies);
    }

    /// <summary>The local header at a place, or null when there is none that is complete before <paramref name="end"/>.</summary>
    public static ZipHeader? ReadLocal(ReadOnlyMemory<byte> container, long at, long end, AnomalyList anomalies)
    {
        if (at > end - ZipSignatures.LocalLength || !container.Span[(int)at..].StartsWith(ZipSignatures.Local))
        {
            return null;
        }

        ReadOnlyMemory<byte> memory = container[(int)at..(int)end];
        ReadOnlySpan<byte> bytes = memory.Span;
        int name = BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]);
        int extra = BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]);
        int length = ZipSignatures.LocalLength + name + extra;
        if (length > bytes.Length)
        {
            return null;
        }

        ZipHeader header = new()
        {
            Offset = (int)at,
            Length = length,
            Flags = BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]),
            Method = BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]),
            Crc = BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]),
            Packed = BinaryPrimitives.ReadUInt32LittleEndian(bytes[18..]),
            Unpacked = BinaryPrimitives.ReadUInt32LittleEndian(bytes[22..]),
            Name = memory.Slice(ZipSignatures.LocalLength, name),
            HasZip64 = false,
        };
        return ZipExtraFields.Apply(
            header, bytes.Slice(ZipSignatures.LocalLength + name, extra), isCentral: false, ZipNames.Decode(header), anomalies);
    }
}
