namespace PackageWall.Inspection.Archives;

/// <summary>The bytes of a tar, front to back: in memory, or coming out of gzip.</summary>
internal abstract class ArchiveSource
{
    /// <summary>How many bytes were read.</summary>
    public long Position { get; protected set; }

    /// <summary>Fills <paramref name="target"/>; fewer bytes only at the end.</summary>
    public abstract int Read(Span<byte> target);

    /// <summary>The next bytes as memory that stays valid; fewer than asked for only at the end.</summary>
    public abstract ReadOnlyMemory<byte> Take(long size);

    /// <summary>Reads to the end and gives the place of the first byte that is not zero, or -1.</summary>
    public abstract long DrainZeros();
}
