namespace PackageWall.Inspection.Archives.Tar;

/// <summary>What one header block says (POSIX.1-2017, pax, «ustar Interchange Format»; GNU tar manual, «Basic Tar Format»).</summary>
internal sealed record TarHeader
{
    /// <summary>Length of a block.</summary>
    public const int BlockLength = 512;

    /// <summary>Place of the block.</summary>
    public required long Offset { get; init; }

    /// <summary>Name with its prefix.</summary>
    public required string Name { get; init; }

    /// <summary>Link target, or empty.</summary>
    public required string LinkName { get; init; }

    /// <summary>Kind of entry; NUL in old archives.</summary>
    public required char Type { get; init; }

    /// <summary>Length of the content.</summary>
    public required long Size { get; init; }

    /// <summary>Permission bits.</summary>
    public required long Mode { get; init; }

    /// <summary>Whether it describes the next header instead of a file.</summary>
    public bool IsMeta => Type is 'x' or 'g' or 'L' or 'K';

    /// <summary>Whether it is a link.</summary>
    public bool IsLink => Type is '1' or '2';
}
