namespace PackageWall.Inspection.Archives;

/// <summary>What an entry of an archive is.</summary>
public enum ArchiveEntryKind
{
    /// <summary>A file with content.</summary>
    File,

    /// <summary>A folder.</summary>
    Directory,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,

    /// <summary>A hard link.</summary>
    HardLink,

    /// <summary>A device, a pipe or another thing that no package needs.</summary>
    Special,
}

/// <summary>One entry of an archive, read completely and verified.</summary>
public sealed record ArchiveEntry
{
    /// <summary>The name as stored, decoded as UTF-8 (or CP437 where a zip says so), with forward slashes; not yet stripped of npm's top folder.</summary>
    public required string Path { get; init; }

    /// <summary>What it is.</summary>
    public required ArchiveEntryKind Kind { get; init; }

    /// <summary>The bytes; empty for everything but files.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Target of a link, or null.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>Whether the owner may execute it (tar mode, zip external attributes).</summary>
    public bool IsExecutable { get; init; }

    /// <summary>Place of its header in the container, in bytes.</summary>
    public long Offset { get; init; }
}
