namespace PackageWall.Inspection.Archives.Zip;

/// <summary>What a central or local header says of an entry (APPNOTE 4.3.7, 4.3.12), zip64 sizes filled in.</summary>
internal sealed record ZipHeader
{
    /// <summary>Place of the header.</summary>
    public required int Offset { get; init; }

    /// <summary>Length of the header with name, extra fields and comment.</summary>
    public required int Length { get; init; }

    /// <summary>General purpose flags.</summary>
    public required ushort Flags { get; init; }

    /// <summary>0 stored, 8 Deflate.</summary>
    public required ushort Method { get; init; }

    /// <summary>CRC-32 of the content.</summary>
    public required uint Crc { get; init; }

    /// <summary>Bytes in the zip.</summary>
    public required long Packed { get; init; }

    /// <summary>Bytes of the content.</summary>
    public required long Unpacked { get; init; }

    /// <summary>Name as stored.</summary>
    public required ReadOnlyMemory<byte> Name { get; init; }

    /// <summary>Whether it has a zip64 field.</summary>
    public required bool HasZip64 { get; init; }

    /// <summary>Attributes: DOS in the low half, Unix mode in the high. Central only.</summary>
    public uint Attributes { get; init; }

    /// <summary>Place of the local header. Central only.</summary>
    public long LocalOffset { get; init; }

    /// <summary>Flag 3: sizes and checksum stand behind the content.</summary>
    public bool HasDescriptor => (Flags & 8) != 0;

    /// <summary>Flag 11: the name is UTF-8.</summary>
    public bool IsUtf8 => (Flags & 0x800) != 0;
}
