namespace PackageWall.Inspection.Archives;

/// <summary>A container that is not compressed: contents are slices of it.</summary>
internal sealed class MemorySource(ReadOnlyMemory<byte> bytes) : ArchiveSource
{
    public override int Read(Span<byte> target)
    {
        ReadOnlyMemory<byte> taken = Take(target.Length);
        taken.Span.CopyTo(target);
        return taken.Length;
    }

    public override ReadOnlyMemory<byte> Take(long size)
    {
        int count = (int)Math.Min(size, bytes.Length - Position);
        ReadOnlyMemory<byte> taken = bytes.Slice((int)Position, count);
        Position += count;
        return taken;
    }

    public override long DrainZeros()
    {
        int place = bytes.Span[(int)Position..].IndexOfAnyExcept((byte)0);
        long found = place < 0 ? -1 : Position + place;
        Position = bytes.Length;
        return found;
    }
}
