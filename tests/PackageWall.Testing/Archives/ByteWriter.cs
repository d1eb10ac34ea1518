namespace PackageWall.Testing.Archives;

/// <summary>Little-endian numbers and bytes, one after the other.</summary>
public sealed class ByteWriter
{
    private readonly List<byte> _bytes = [];

    /// <summary>How many bytes there are.</summary>
    public int Length => _bytes.Count;

    /// <summary>A mark of zip: PK and two bytes.</summary>
    public ByteWriter Mark(byte third, byte fourth) => Raw((byte)'P', (byte)'K', third, fourth);

    /// <summary>Two bytes.</summary>
    public ByteWriter U16(int value) => Raw((byte)value, (byte)(value >> 8));

    /// <summary>Four bytes.</summary>
    public ByteWriter U32(uint value) => U16((ushort)value).U16((ushort)(value >> 16));

    /// <summary>Eight bytes.</summary>
    public ByteWriter U64(ulong value) => U32((uint)value).U32((uint)(value >> 32));

    /// <summary>Bytes as they are.</summary>
    public ByteWriter Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>All bytes.</summary>
    public byte[] ToArray() => [.. _bytes];
}
