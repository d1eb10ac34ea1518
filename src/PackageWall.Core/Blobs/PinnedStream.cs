using System.Buffers;

namespace PackageWall.Core.Blobs;

/// <summary>Reads memory of any kind (arrays, mapped files) as a stream, without a copy. The memory stays pinned until disposal.</summary>
public sealed unsafe class PinnedStream : UnmanagedMemoryStream
{
    private readonly MemoryHandle _handle;
    private bool _isDisposed;

    /// <summary>Pins the memory.</summary>
    public PinnedStream(ReadOnlyMemory<byte> memory)
    {
        _handle = memory.Pin();
        if (memory.Length > 0)
        {
            Initialize((byte*)_handle.Pointer, memory.Length, memory.Length, FileAccess.Read);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!_isDisposed)
        {
            _isDisposed = true;
            _handle.Dispose();
        }
    }
}
