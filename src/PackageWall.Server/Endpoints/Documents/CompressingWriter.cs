using System.Buffers;
using System.IO.Compression;

namespace PackageWall.Server.Endpoints.Documents;

/// <summary>Compresses a document while it is written, so that the plain one is never whole in memory.</summary>
internal sealed class CompressingWriter : IBufferWriter<byte>, IDisposable
{
    // Quality 5 of Brotli is as fast as gzip's middle and smaller; from 6 on it takes several times as long for a few per cent.
    private const int BrotliQuality = 5;

    private readonly PieceStream _pieces = new();
    private readonly Stream _stream;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(PieceStream.Piece);
    private int _used;

    public CompressingWriter(ContentCoding coding) => _stream = coding switch
    {
        ContentCoding.Gzip => new GZipStream(_pieces, CompressionLevel.Fastest, leaveOpen: true),
        ContentCoding.Brotli => new BrotliStream(_pieces, new BrotliCompressionOptions { Quality = BrotliQuality }, leaveOpen: true),
        _ => _pieces,
    };

    /// <summary>Bytes that were written, before compression.</summary>
    public long PlainLength { get; private set; }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_buffer.Length - _used));
        _used += count;
        PlainLength += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_used);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_used);
    }

    /// <summary>The compressed bytes; nothing may be written after.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Finish()
    {
        Pass();
        _stream.Dispose();
        return _pieces.Finish();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _pieces.Dispose();
        ArrayPool<byte>.Shared.Return(Interlocked.Exchange(ref _buffer, []));
    }

    private void Reserve(int size)
    {
        size = Math.Max(size, 1);
        if (_buffer.Length - _used >= size)
        {
            return;
        }

        Pass();
        if (_buffer.Length < size)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(size);
        }
    }

    private void Pass()
    {
        _stream.Write(_buffer, 0, _used);
        _used = 0;
    }
}
