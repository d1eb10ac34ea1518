namespace PackageWall.Testing.Archives;

/// <summary>One entry of a zip, every field of which can lie.</summary>
public sealed class ZipItem
{
    /// <summary>Name, written as UTF-8.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Content.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>Whether it is stored instead of packed.</summary>
    public bool IsStored { get; init; }

    /// <summary>The packed bytes in place of those made from the content.</summary>
    public byte[]? Packed { get; init; }

    /// <summary>Whether sizes and checksum stand behind the content (flag 3), zeros in the local header.</summary>
    public bool HasDescriptor { get; init; }

    /// <summary>The descriptor in place of the right one.</summary>
    public byte[]? Descriptor { get; init; }

    /// <summary>What the local header says otherwise.</summary>
    public ZipFields Local { get; init; } = new();

    /// <summary>What the central header says otherwise.</summary>
    public ZipFields Central { get; init; } = new();

    /// <summary>External attributes.</summary>
    public uint Attributes { get; init; }

    /// <summary>Comment in the central directory.</summary>
    public string Comment { get; init; } = string.Empty;

    /// <summary>What stands before the local header.</summary>
    public byte[] Before { get; init; } = [];

    /// <summary>Whether the local part is left out.</summary>
    public bool IsOnlyCentral { get; init; }

    /// <summary>Whether the directory leaves it out.</summary>
    public bool IsOnlyLocal { get; init; }
}
