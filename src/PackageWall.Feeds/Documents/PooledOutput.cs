using System.Buffers;

namespace PackageWall.Feeds.Documents;

/// <summary>
/// Takes a document whose size is not known before. It never copies what it has got to grow, and gives its memory back: a packument
/// of ten megabytes in an array that doubles is forty megabytes of large objects.
/// </summary>
public sealed class PooledOutput : IBufferWriter<byte>, IDisposable
{
    private const int Smallest = 4 << 10;
    private const int Largest = 1 << 20;

    private readonly List<(byte[] Buffer, int Used)> _full = [];
    private byte[] _buffer;
    private int _used;

    /// <summary>Starts empty.</summary>
    /// <param name="expected">About how many bytes will come; more and fewer are fine.</param>
    public PooledOutput(int expected) => _buffer = ArrayPool<byte>.Shared.Rent(Math.Clamp(expected, Smallest, Largest));

    /// <summary>How many bytes were written.</summary>
    public long Length { get; private set; }

    /// <summary>The bytes in their order, each piece once; valid until something is written or it is disposed.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pieces
    {
        get
        {
            foreach ((byte[] buffer, int used) in _full)
            {
                yield return buffer.AsMemory(0, used);
            }

            yield return _buffer.AsMemory(0, _used);
        }
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _used);
        _used += count;
        Length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Provide(sizeHint);
        return _buffer.AsMemory(_used);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Provide(sizeHint);
        return _buffer.AsSpan(_used);
    }

    /// <summary>All bytes in an array of their own.</summary>
    public byte[] ToArray()
    {
        byte[] all = GC.AllocateUninitializedArray<byte>(checked((int)Length));
        int at = 0;
        foreach (ReadOnlyMemory<byte> piece in Pieces)
        {
            piece.Span.CopyTo(all.AsSpan(at));
            at += piece.Length;
        }

        return all;
    }

    /// <summary>Gives the memory back; what was written is gone.</summary>
    public void Dispose()
    {
        foreach ((byte[] buffer, _) in _full)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _full.Clear();
        (_buffer, _used, Length) = ([], 0, 0);
    }

    private void Provide(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        if (_buffer.Length - _used >= Math.Max(sizeHint, 1))
        {
            return;
        }

        if (_buffer.Length > 0)
        {
            _full.Add((_buffer, _used));
        }

        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(sizeHint, Math.Clamp(2 * _buffer.Length, Smallest, Largest)));
        _used = 0;
    }
}
