namespace PackageWall.Server.Endpoints.Documents;

/// <summary>
/// Collects what is written in pieces below the size from which on arrays live on the large object heap, where they are never moved
/// and leave holes.
/// </summary>
internal sealed class PieceStream : Stream
{
    public const int Piece = 64 << 10;

    private readonly List<ReadOnlyMemory<byte>> _pieces = [];
    private byte[] _last = new byte[4 << 10];
    private int _used;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _pieces.Sum(piece => (long)piece.Length) + _used;

    public override long Position { get => Length; set => throw new NotSupportedException(); }

    /// <summary>All pieces; nothing may be written after.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Finish()
    {
        if (_used > 0)
        {
            _pieces.Add(_used == _last.Length ? _last : _last.AsSpan(0, _used).ToArray());
        }

        (_last, _used) = ([], 0);
        return [.. _pieces];
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_used == _last.Length)
            {
                if (_used < Piece)
                {
                    Array.Resize(ref _last, Math.Min(_used * 4, Piece));
                }
                else
                {
                    _pieces.Add(_last);
                    (_last, _used) = (GC.AllocateUninitializedArray<byte>(Piece), 0);
                }
            }

            int count = Math.Min(buffer.Length, _last.Length - _used);
            buffer[..count].CopyTo(_last.AsSpan(_used));
            _used += count;
            buffer = buffer[count..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
