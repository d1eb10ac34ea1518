namespace PackageWall.Testing.Archives;

/// <summary>Fields of a local or central header that say something else than the truth; null for the truth.</summary>
public sealed class ZipFields
{
    /// <summary>Name.</summary>
    public byte[]? Name { get; init; }

    /// <summary>Flags.</summary>
    public int? Flags { get; init; }

    /// <summary>Method.</summary>
    public int? Method { get; init; }

    /// <summary>CRC-32.</summary>
    public uint? Crc { get; init; }

    /// <summary>Packed size.</summary>
    public uint? Packed { get; init; }

    /// <summary>Size.</summary>
    public uint? Unpacked { get; init; }

    /// <summary>Extra fields.</summary>
    public byte[] Extra { get; init; } = [];

    /// <summary>Place of the local header; central only.</summary>
    public uint? Offset { get; init; }

    /// <summary>Disk; central only.</summary>
    public int Disk { get; init; }
}
