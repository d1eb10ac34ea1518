using System.Buffers;
using System.Runtime.InteropServices;

namespace PackageWall.Core.Documents;

/// <summary>
/// A piece of memory out of <see cref="DocumentBuffers"/>. It is the process's and not the collector's: arrays of tens of megabytes would stay
/// long after they were used. Dispose it, and keep nothing that points there: after disposal reading it is an error.
/// </summary>
public sealed unsafe class DocumentBuffer : MemoryManager<byte>
{
    private readonly DocumentBuffers _owner;
    private byte* _start;
    private int _length;
    private int _pins;
    private bool _isDisposed;

    internal DocumentBuffer(DocumentBuffers owner) => _owner = owner;

    internal bool IsLarge { get; set; }

    internal bool IsHuge { get; set; }

    /// <summary>Makes it larger and keeps what is in it; waits while too many large ones are out. What was taken of it before is no longer valid.</summary>
    public ValueTask GrowAsync(int length, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _owner.GrowAsync(this, length, cancellation);
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return new Span<byte>(_start, _length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length);
        Interlocked.Increment(ref _pins);
        return new MemoryHandle(_start + elementIndex, pinnable: this);
    }

    /// <inheritdoc/>
    public override void Unpin() => Interlocked.Decrement(ref _pins);

    internal void Resize(int length)
    {
        if (Volatile.Read(ref _pins) > 0)
        {
            throw new InvalidOperationException("Memory that is in use cannot be moved.");
        }

        _start = (byte*)NativeMemory.Realloc(_start, (nuint)length);
        _length = length;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        NativeMemory.Free(_start);
        _start = null;
        _length = 0;
        _owner.Return(this);
    }
}
