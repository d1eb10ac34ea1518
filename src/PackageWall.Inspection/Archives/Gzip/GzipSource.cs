using System.Buffers;
using System.Buffers.Binary;
using PackageWall.Inspection.Archives.Deflate;

namespace PackageWall.Inspection.Archives.Gzip;

/// <summary>The content of one gzip member, unpacked as it is asked for; checksum and length are counted along.</summary>
internal sealed class GzipSource : ArchiveSource, IDisposable
{
    private const int TrailerLength = 8;
    private const int TarRecord = 20 * 512;
    private const int BufferLength = 256 * 1024;

    // Most that Deflate can make of one byte (258 bytes for two bits), and some for a match that was begun.
    private const int LargestRatio = 1032;
    private const long RatioIsCheckedFrom = 1 << 20;

    private readonly ReadOnlyMemory<byte> _container;
    private readonly int _start;
    private readonly InspectionLimits _limits;
    private readonly CancellationToken _cancellation;
    // The tables of the one before: most archives are read one after the other, and are smaller than tables and buffer.
    private static Inflater? _spare;
    private readonly Inflater _inflater = Interlocked.Exchange(ref _spare, null) ?? new();
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
    private int _read;
    private int _written;
    private long _total;
    private uint _crc;
    private InflateStatus _status = InflateStatus.NeedsRoom;

    /// <param name="container">All bytes, header included.</param>
    /// <param name="start">Where the header ends.</param>
    /// <param name="limits">How much may come out.</param>
    /// <param name="cancellation">Ends it.</param>
    public GzipSource(ReadOnlyMemory<byte> container, int start, InspectionLimits limits, CancellationToken cancellation)
    {
        _container = container;
        _start = start;
        _limits = limits;
        _cancellation = cancellation;
        _inflater.Start(container[start..], cancellation);
    }

    /// <summary>Gives tables and buffer to the next; nothing may be read any more.</summary>
    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _status = InflateStatus.Done;
            (_read, _written) = (0, 0);
            _inflater.Start(default, CancellationToken.None);
            Volatile.Write(ref _spare, _inflater);
        }
    }

    public override int Read(Span<byte> target)
    {
        int done = 0;
        while (done < target.Length && (_read < _written || Fill()))
        {
            int count = Math.Min(target.Length - done, _written - _read);
            _buffer.AsSpan(_read, count).CopyTo(target[done..]);
            _read += count;
            done += count;
        }

        Position += done;
        return done;
    }

    public override ReadOnlyMemory<byte> Take(long size)
    {
        if (size == 0)
        {
            return default;
        }

        // A size that the rest of the input cannot give must not make us ask for memory.
        long possible = _written - _read + ((_container.Length - _start - (long)_inflater.Consumed + TrailerLength) * LargestRatio);
        byte[] content = LargeObjects.Array((int)Math.Min(Math.Min(size, possible), Array.MaxLength));
        int read = Read(content);
        return content.AsMemory(0, read);
    }

    /// <summary>Everything, when it is one file.</summary>
    public ReadOnlyMemory<byte> TakeAll(long limit)
    {
        ArrayBufferWriter<byte> content = new();
        while (_read < _written || Fill())
        {
            content.Write(_buffer.AsSpan(_read, _written - _read));
            _read = _written;
            if (content.WrittenCount > limit)
            {
                throw new LimitReachedException(AnomalyCodes.LimitFile, $"The content has more than {limit} bytes.");
            }
        }

        return content.WrittenMemory;
    }

    public override long DrainZeros()
    {
        long found = -1;
        do
        {
            int place = _buffer.AsSpan(_read, _written - _read).IndexOfAnyExcept((byte)0);
            if (place >= 0 && found < 0)
            {
                found = Position + place;
            }

            Position += _written - _read;
            _read = _written;
        }
        while (Fill());

        return found;
    }

    /// <summary>Reads what is left, then checks the trailer and that nothing follows it (RFC 1952, 2.2 and 2.3.1).</summary>
    public void Finish(AnomalyList anomalies)
    {
        DrainZeros();
        long end = _start + (long)_inflater.Consumed;
        if (_status == InflateStatus.Invalid)
        {
            anomalies.Reject(AnomalyCodes.GzipDeflate, end, null, $"The Deflate stream is broken after {_total} bytes of content.");
            return;
        }

        ReadOnlySpan<byte> rest = _status == InflateStatus.Done ? _container.Span[(int)end..] : [];
        if (rest.Length < TrailerLength)
        {
            anomalies.Reject(AnomalyCodes.GzipTruncated, end, null, $"The stream ends early, after {_total} bytes of content.");
            return;
        }

        if (!_inflater.IsPaddedWithZeros)
        {
            anomalies.Note(AnomalyCodes.GzipDeflate, end, null, "Bits behind the last block are not zero.");
        }

        uint crc = BinaryPrimitives.ReadUInt32LittleEndian(rest);
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
        if (crc != _crc)
        {
            anomalies.Reject(AnomalyCodes.GzipChecksum, end, null, $"CRC-32 is {_crc:x8}, the trailer says {crc:x8}.");
        }

        if (length != (uint)_total)
        {
            anomalies.Reject(AnomalyCodes.GzipLength, end + 4, null, $"The content has {_total} bytes, the trailer says {length}.");
        }

        CheckTrailing(rest[TrailerLength..], end + TrailerLength, anomalies);
    }

    private static void CheckTrailing(ReadOnlySpan<byte> rest, long offset, AnomalyList anomalies)
    {
        if (rest.IsEmpty)
        {
            return;
        }

        if (GzipHeader.IsAt(rest))
        {
            anomalies.Reject(AnomalyCodes.GzipSecondMember, offset, null, "A second gzip member follows the first.");
        }
        else if (rest.IndexOfAnyExcept((byte)0) >= 0)
        {
            anomalies.Reject(AnomalyCodes.GzipTrailing, offset, null, $"{rest.Length} bytes follow the gzip member.");
        }
        else if (rest.Length > TarRecord)
        {
            anomalies.Hold(AnomalyCodes.GzipPadding, offset, null, $"{rest.Length} zeros follow the gzip member.");
        }
        else
        {
            // npm of 2011 and 2012 filled its tarballs up to whole records.
            anomalies.Note(AnomalyCodes.GzipPadding, offset, null, $"{rest.Length} zeros follow the gzip member.");
        }
    }

    private bool Fill()
    {
        if (_status != InflateStatus.NeedsRoom)
        {
            return false;
        }

        _cancellation.ThrowIfCancellationRequested();
        if (_written > Inflater.Window)
        {
            _buffer.AsSpan(_written - Inflater.Window, Inflater.Window).CopyTo(_buffer);
            _written = Inflater.Window;
        }

        _read = _written;
        _status = _inflater.Advance(_buffer, ref _written);
        ReadOnlySpan<byte> fresh = _buffer.AsSpan(_read, _written - _read);
        _crc = Crc32.Append(_crc, fresh);
        _total += fresh.Length;
        if (_total > _limits.UnpackedBytes)
        {
            throw new LimitReachedException(AnomalyCodes.LimitTotal, $"More than {_limits.UnpackedBytes} bytes come out of the gzip member.");
        }

        if (_total > RatioIsCheckedFrom && _total / Math.Max(1, _inflater.Consumed) > _limits.Ratio)
        {
            throw new LimitReachedException(AnomalyCodes.LimitRatio, $"More than {_limits.Ratio} bytes come out of each compressed byte.");
        }

        return fresh.Length > 0;
    }
}
