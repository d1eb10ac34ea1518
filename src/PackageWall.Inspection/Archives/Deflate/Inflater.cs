using System.Buffers.Binary;

namespace PackageWall.Inspection.Archives.Deflate;

/// <summary>
/// Unpacks one raw Deflate stream (RFC 1951) that lies in memory as a whole, and knows to the byte where it ends. Our own because the
/// in-box stream reads ahead and does not say how much it took, and every byte of an archive must be accounted for. Accepts
/// exactly what zlib accepts.
/// </summary>
/// <remarks>
/// The buffer that is written to is also the window: what lies before the write position must be the last 32 KB of output (or all
/// of it). A symbol that does not fit is left untaken, so the caller can make room and go on.
/// </remarks>
internal sealed partial class Inflater
{
    /// <summary>How far back a match may reach.</summary>
    public const int Window = 32 * 1024;

    private const int LongestMatch = 258;

    // A match is copied in steps of eight bytes, so a copy may write seven bytes too many.
    private const int FastRoom = LongestMatch + 16;

    private readonly HuffmanTable _ownLengths = new(DeflateAlphabets.LengthFirstBits, 288);
    private readonly HuffmanTable _ownDistances = new(DeflateAlphabets.DistanceFirstBits, 32);
    private readonly HuffmanTable _codeLengths = new(DeflateAlphabets.CodeLengthFirstBits, 19);
    private ReadOnlyMemory<byte> _input;
    private CancellationToken _cancellation;
    private HuffmanTable _lengths = DeflateAlphabets.FixedLengths;
    private HuffmanTable _distances = DeflateAlphabets.FixedDistances;
    private State _state = State.Header;
    private bool _isFinal;
    private int _storedLeft;
    private int _position;
    private ulong _bits;
    private int _bitCount;

    private enum State
    {
        Header,
        Stored,
        Codes,
        Done,
        Truncated,
        Invalid,
    }

    /// <summary>Bytes of the input that belong to the stream; exact once it is done.</summary>
    public int Consumed => _position - (_bitCount >> 3);

    /// <summary>Whether the bits between the end of the stream and the next byte are all zero. Only when done.</summary>
    public bool IsPaddedWithZeros => (_bits & ((1u << (_bitCount & 7)) - 1)) == 0;

    /// <summary>Starts on a new stream; the tables are kept.</summary>
    public void Start(ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        _input = input;
        _cancellation = cancellation;
        _state = State.Header;
        _isFinal = false;
        _storedLeft = 0;
        _position = 0;
        _bits = 0;
        _bitCount = 0;
    }

    /// <summary>Goes on writing at <paramref name="written"/> until the buffer is full or the stream ends.</summary>
    public InflateStatus Advance(Span<byte> buffer, ref int written)
    {
        while (true)
        {
            switch (_state)
            {
                case State.Header:
                    ReadHeader();
                    break;
                case State.Stored when _storedLeft > 0 && written == buffer.Length:
                    return InflateStatus.NeedsRoom;
                case State.Stored:
                    CopyStored(buffer, ref written);
                    break;
                case State.Codes when !ReadCodes(buffer, ref written):
                    return InflateStatus.NeedsRoom;
                case State.Codes:
                    break;
                case State.Done:
                    return InflateStatus.Done;
                case State.Truncated:
                    return InflateStatus.Truncated;
                default:
                    return InflateStatus.Invalid;
            }
        }
    }

    private void EndBlock() => _state = _isFinal ? State.Done : State.Header;

    // 3.2.3: one bit that says whether it is the last block, two for its kind.
    private void ReadHeader()
    {
        // A stream may hold millions of blocks that give nothing, so this is where time is watched.
        _cancellation.ThrowIfCancellationRequested();
        if (!TryTake(3, out uint header))
        {
            _state = State.Truncated;
            return;
        }

        _isFinal = (header & 1) != 0;
        switch (header >> 1)
        {
            case 0:
                ReadStoredHeader();
                break;
            case 1:
                _lengths = DeflateAlphabets.FixedLengths;
                _distances = DeflateAlphabets.FixedDistances;
                _state = State.Codes;
                break;
            case 2:
                _lengths = _ownLengths;
                _distances = _ownDistances;
                _state = ReadDynamicCodes();
                break;
            default:
                _state = State.Invalid;
                break;
        }
    }

    // 3.2.4: at a byte boundary, the length and its complement.
    private void ReadStoredHeader()
    {
        _position -= _bitCount >> 3;
        _bits = 0;
        _bitCount = 0;
        ReadOnlySpan<byte> rest = _input.Span[_position..];
        if (rest.Length < 4)
        {
            _state = State.Truncated;
            return;
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        if (length != (ushort)~BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]))
        {
            _state = State.Invalid;
            return;
        }

        _position += 4;
        _storedLeft = length;
        _state = State.Stored;
    }

    private void CopyStored(Span<byte> buffer, ref int written)
    {
        int count = Math.Min(_storedLeft, Math.Min(buffer.Length - written, _input.Length - _position));
        _input.Span.Slice(_position, count).CopyTo(buffer[written..]);
        _position += count;
        written += count;
        _storedLeft -= count;
        if (_storedLeft == 0)
        {
            EndBlock();
        }
        else if (_position == _input.Length)
        {
            _state = State.Truncated;
        }
    }

    // Literals and matches until the block ends (true), the input does or is wrong (true, with the state saying so), or the buffer
    // is full (false).
    private bool ReadCodes(Span<byte> buffer, ref int written)
    {
        ReadFast(buffer, ref written);
        while (_state == State.Codes)
        {
            Refill();
            ulong bits = _bits;
            int used = 0;
            uint entry = Look(_lengths, ref bits, ref used);
            if (entry == 0)
            {
                _state = _bitCount < 15 ? State.Truncated : State.Invalid;
            }
            else if (used > _bitCount)
            {
                _state = State.Truncated;
            }
            else if ((entry & HuffmanTable.Literal) != 0)
            {
                if (written == buffer.Length)
                {
                    return false;
                }

                Drop(used);
                buffer[written++] = (byte)(entry >> 16);
            }
            else if ((entry & HuffmanTable.EndOfBlock) != 0)
            {
                Drop(used);
                EndBlock();
            }
            else if (!CopyMatch(buffer, ref written, entry, bits, used))
            {
                return false;
            }
        }

        return true;
    }

    private bool CopyMatch(Span<byte> buffer, ref int written, uint entry, ulong bits, int used)
    {
        int length = (int)(entry >> 16) + (int)TakeExtra(entry, ref bits, ref used);
        uint far = Look(_distances, ref bits, ref used);
        if (far == 0)
        {
            _state = _bitCount - used < 15 ? State.Truncated : State.Invalid;
            return true;
        }

        int distance = (int)(far >> 16) + (int)TakeExtra(far, ref bits, ref used);
        if (used > _bitCount || distance > written)
        {
            _state = used > _bitCount ? State.Truncated : State.Invalid;
            return true;
        }

        if (length > buffer.Length - written)
        {
            return false;
        }

        Drop(used);
        for (int i = 0; i < length; i++)
        {
            buffer[written] = buffer[written - distance];
            written++;
        }

        return true;
    }

    private static uint Look(HuffmanTable table, ref ulong bits, ref int used)
    {
        uint entry = table.Entries[(uint)bits & table.Mask];
        if ((entry & HuffmanTable.Second) != 0)
        {
            bits >>= (int)(entry & 31);
            used += (int)(entry & 31);
            entry = table.Entries[(entry >> 16) + ((uint)bits & ((1u << (int)((entry >> 8) & 31)) - 1))];
        }

        bits >>= (int)(entry & 31);
        used += (int)(entry & 31);
        return entry;
    }

    private static uint TakeExtra(uint entry, ref ulong bits, ref int used)
    {
        int extra = (int)((entry >> 8) & 31);
        uint value = (uint)bits & ((1u << extra) - 1);
        bits >>= extra;
        used += extra;
        return value;
    }

    private bool TryTake(int count, out uint value)
    {
        Refill();
        value = (uint)_bits & ((1u << count) - 1);
        if (count > _bitCount)
        {
            return false;
        }

        Drop(count);
        return true;
    }

    private void Drop(int count)
    {
        _bits >>= count;
        _bitCount -= count;
    }

    // Gives whole bytes beyond the first back, so that the slow path may go on byte by byte.
    private void Normalise()
    {
        _position -= _bitCount >> 3;
        _bitCount &= 7;
        _bits &= (1u << _bitCount) - 1;
    }

    private void Refill()
    {
        ReadOnlySpan<byte> bytes = _input.Span;
        while (_bitCount <= 48 && _position < bytes.Length)
        {
            _bits |= (ulong)bytes[_position++] << _bitCount;
            _bitCount += 8;
        }
    }
}
