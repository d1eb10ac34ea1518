using System.Buffers.Binary;

namespace PackageWall.Inspection.Archives.Zip;

/// <summary>The extra fields of a header (APPNOTE 4.5, 4.6): zip64 sizes and the Unicode path; the others say nothing about name or content.</summary>
internal static class ZipExtraFields
{
    private const ushort Zip64Id = 0x0001;
    private const ushort UnicodePathId = 0x7075;

    /// <summary>Gives the header with what its extra fields say.</summary>
    public static ZipHeader Apply(ZipHeader header, ReadOnlySpan<byte> fields, bool isCentral, string name, AnomalyList anomalies)
    {
        HashSet<ushort> ids = [];
        while (!fields.IsEmpty)
        {
            int length = fields.Length < 4 ? int.MaxValue : BinaryPrimitives.ReadUInt16LittleEndian(fields[2..]);
            if (length > fields.Length - 4)
            {
                anomalies.Reject(AnomalyCodes.ZipExtra, header.Offset, name, "The extra fields are malformed.");
                break;
            }

            ushort id = BinaryPrimitives.ReadUInt16LittleEndian(fields);
            if (!ids.Add(id))
            {
                anomalies.Reject(AnomalyCodes.ZipExtra, header.Offset, name, $"The extra field {id:x4} is given twice.");
            }

            ReadOnlySpan<byte> data = fields.Slice(4, length);
            if (id == Zip64Id)
            {
                header = ApplyZip64(header, data, isCentral, name, anomalies);
            }
            else if (id == UnicodePathId)
            {
                CheckUnicodePath(header, data, name, anomalies);
            }

            fields = fields[(4 + length)..];
        }

        return header;
    }

    // 4.5.3: only the values that are saturated in the header, in this order; in a local header both sizes or none.
    private static ZipHeader ApplyZip64(ZipHeader header, ReadOnlySpan<byte> data, bool isCentral, string name, AnomalyList anomalies)
    {
        bool unpacked = header.Unpacked == ZipSignatures.Saturated32;
        bool packed = header.Packed == ZipSignatures.Saturated32;
        bool offset = isCentral && header.LocalOffset == ZipSignatures.Saturated32;
        int expected = 8 * ((unpacked ? 1 : 0) + (packed ? 1 : 0) + (offset ? 1 : 0));
        if (expected != data.Length || (!isCentral && unpacked != packed))
        {
            // Streaming writers announce zip64 with zeros before they know whether they need it.
            bool isAnnouncement = !isCentral && header.HasDescriptor && data.Length == 16
                && data.IndexOfAnyExcept((byte)0) < 0 && !unpacked && !packed;
            if (!isAnnouncement)
            {
                anomalies.Reject(AnomalyCodes.ZipZip64, header.Offset, name, "The zip64 field does not hold what the header leaves to it.");
                return header with { HasZip64 = true };
            }
        }
        else if (expected == 0)
        {
            anomalies.Hold(AnomalyCodes.ZipZip64, header.Offset, name, "There is an empty zip64 field.");
        }

        long Next(ref ReadOnlySpan<byte> rest, long value, bool isThere)
        {
            if (!isThere || rest.Length < 8)
            {
                return value;
            }

            ulong wide = BinaryPrimitives.ReadUInt64LittleEndian(rest);
            rest = rest[8..];
            return (long)Math.Min(wide, long.MaxValue);
        }

        return header with
        {
            HasZip64 = true,
            Unpacked = Next(ref data, header.Unpacked, unpacked),
            Packed = Next(ref data, header.Packed, packed),
            LocalOffset = Next(ref data, header.LocalOffset, offset),
        };
    }

    // 4.6.9: version, CRC-32 of the name in the header, the name as UTF-8.
    private static void CheckUnicodePath(ZipHeader header, ReadOnlySpan<byte> data, string name, AnomalyList anomalies)
    {
        if (data.Length < 5 || data[0] != 1)
        {
            anomalies.Reject(AnomalyCodes.ZipUnicodePath, header.Offset, name, "The field with the Unicode path is malformed.");
        }
        else if (!data[5..].SequenceEqual(header.Name.Span))
        {
            anomalies.Reject(AnomalyCodes.ZipUnicodePath, header.Offset, name, "The field with the Unicode path gives another name.");
        }
    }
}
