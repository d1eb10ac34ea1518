namespace PackageWall.Testing.Archives;

/// <summary>One entry of a tar, every field of which can lie.</summary>
public sealed class TarRecord
{
    /// <summary>Name, without prefix.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>What stands behind the header.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>Type flag.</summary>
    public char Type { get; init; } = '0';

    /// <summary>The size field; null for the length of the content.</summary>
    public long? Size { get; init; }

    /// <summary>Permission bits.</summary>
    public int Mode { get; init; } = 0b110_100_100;

    /// <summary>Link target.</summary>
    public string LinkName { get; init; } = string.Empty;

    /// <summary>What stands before the name.</summary>
    public string Prefix { get; init; } = string.Empty;

    /// <summary>Magic and version: eight characters.</summary>
    public string Magic { get; init; } = "ustar\000";

    /// <summary>Changes the header before its checksum is taken.</summary>
    public Action<byte[]>? Change { get; init; }

    /// <summary>Changes the header after its checksum is written.</summary>
    public Action<byte[]>? Break { get; init; }

    /// <summary>What fills the last block of the content; null for no filling at all.</summary>
    public byte? Filling { get; init; } = 0;
}
