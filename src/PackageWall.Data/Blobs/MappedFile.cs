using System.Buffers;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace PackageWall.Data.Blobs;

/// <summary>A file seen as memory without a copy on the heap: artifacts of a hundred megabytes are inspected from the page cache.</summary>
/// <remarks>
/// It is unmapped by the view handle's own finalizer, when nobody holds the memory any more, and not when the writer is disposed:
/// an inspection that is still reading after its request was given up must not bring the process down.
/// </remarks>
internal sealed unsafe class MappedFile : MemoryManager<byte>
{
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _length;

    private MappedFile(MemoryMappedViewAccessor view, int length) => (_view, _length) = (view, length);

    private byte* Start => (byte*)_view.SafeMemoryMappedViewHandle.DangerousGetHandle() + _view.PointerOffset;

    /// <summary>Maps the first bytes of an open file.</summary>
    public static MappedFile Open(SafeFileHandle file, int length)
    {
        using var map = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        return new MappedFile(map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read), length);
    }

    public override Span<byte> GetSpan() => new(Start, _length);

    // The memory does not move. The handle keeps this object alive while it is pinned.
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length);
        return new MemoryHandle(Start + elementIndex, pinnable: this);
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
