using System.Text;
using PackageWall.Inspection.Archives.Names;

namespace PackageWall.Inspection.Archives.Tar;

/// <summary>
/// Reads a tar front to back: old, ustar, GNU and pax headers. Goes on behind whatever is wrong as npm's unpacker would, so that what
/// was hidden from others is in the record.
/// </summary>
internal sealed class TarReader(
    ArchiveSource source, InspectionLimits limits, List<ArchiveEntry> entries, AnomalyList anomalies, CancellationToken cancellation)
{
    private long _unpacked;
    private PaxRecords? _pax;
    private string? _longName;
    private string? _longLink;
    private TarHeader? _pending;

    /// <summary>Reads to the end; entries are added as they are read.</summary>
    public void ReadAll()
    {
        byte[] block = new byte[TarHeader.BlockLength];
        bool wasZero = false, wasBroken = false;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            long offset = source.Position;
            int length = source.Read(block);
            if (length < block.Length)
            {
                EndWithoutMark(block.AsSpan(0, length), wasZero, offset);
                break;
            }

            if (block.AsSpan().IndexOfAnyExcept((byte)0) < 0)
            {
                if (wasZero)
                {
                    CheckAfterEnd();
                    break;
                }

                wasZero = true;
                continue;
            }

            if (wasZero)
            {
                anomalies.Reject(AnomalyCodes.TarLoneZeroBlock, offset, null, "More follows a single zero block, where some readers stop.");
                wasZero = false;
            }

            // The content of an entry whose header is wrong comes here block by block; it is told once.
            if (!TarHeaderReader.HasRightChecksum(block))
            {
                TellChecksum(block, offset, wasBroken);
                wasBroken = true;
                continue;
            }

            wasBroken = false;
            if (!ReadEntry(TarHeaderReader.Read(block, offset, anomalies)))
            {
                break;
            }
        }

        if (_pending is { } pending)
        {
            anomalies.Reject(AnomalyCodes.TarMixedHeaders, pending.Offset, null, $"The «{pending.Type}» header describes no entry.");
        }

        if (entries.Count == 0)
        {
            anomalies.Reject(AnomalyCodes.TarEmpty, 0, null, "The tar has no entry.");
        }
    }

    private void TellChecksum(ReadOnlySpan<byte> block, long offset, bool wasBroken)
    {
        if (!wasBroken)
        {
            string name = TarHeaderReader.ClaimedName(block);
            anomalies.Reject(AnomalyCodes.TarChecksum, offset, name, "The checksum of the header is wrong or missing; readers skip it, stop, or believe it.");
        }
    }

    private void EndWithoutMark(ReadOnlySpan<byte> rest, bool wasZero, long offset)
    {
        if (rest.IndexOfAnyExcept((byte)0) >= 0)
        {
            anomalies.Reject(AnomalyCodes.TarTruncated, offset, null, "The tar ends within a header.");
        }
        else
        {
            anomalies.Hold(AnomalyCodes.TarNoEnd, offset, null, wasZero ? "The end mark is half of one." : "The tar has no end mark.");
        }
    }

    private void CheckAfterEnd()
    {
        long place = source.DrainZeros();
        if (place >= 0)
        {
            anomalies.Reject(AnomalyCodes.TarAfterEnd, place, null, "Something follows the end of the tar.");
        }
    }

    // False when the tar ended within it.
    private bool ReadEntry(TarHeader header)
    {
        if (header.IsMeta)
        {
            return ReadMeta(header);
        }

        string name = _pax?.Path ?? _longName ?? header.Name;
        string link = _pax?.LinkPath ?? _longLink ?? header.LinkName;
        long size = header.Size;
        if (_pax?.Size is { } paxSize && paxSize != size)
        {
            anomalies.Reject(AnomalyCodes.TarPaxSize, header.Offset, name, $"The pax header gives {paxSize} bytes, the header itself {size}.");
            size = paxSize;
        }

        (_pax, _longName, _longLink, _pending) = (null, null, null, null);
        if (entries.Count >= limits.Entries)
        {
            throw new LimitReachedException(AnomalyCodes.LimitEntries, $"There are more than {limits.Entries} entries.");
        }

        ArchiveNames.Check(name, header.Offset, anomalies);
        CheckLink(header, name, header.LinkName.Length > 0 || link.Length > 0);
        ArchiveEntryKind kind = TarEntryKind.Of(header, name, size, anomalies);
        if (kind == ArchiveEntryKind.Directory)
        {
            size = 0;
        }

        ReadOnlyMemory<byte> content = ReadBody(header, name, size, out bool isComplete);
        string path = ArchiveNames.Normalise(name);
        if (path.Length > 0 || kind != ArchiveEntryKind.Directory)
        {
            _unpacked += kind == ArchiveEntryKind.File ? content.Length : 0;
            entries.Add(new ArchiveEntry
            {
                Path = path,
                Kind = kind,
                Content = kind == ArchiveEntryKind.File ? content : default,
                LinkTarget = header.IsLink ? link : null,
                IsExecutable = kind == ArchiveEntryKind.File && (header.Mode & 0x40) != 0,
                Offset = header.Offset,
            });
        }

        return isComplete;
    }

    private void CheckLink(TarHeader header, string name, bool hasTarget)
    {
        if (header.IsLink != hasTarget)
        {
            anomalies.Reject(
                AnomalyCodes.TarLinkTarget,
                header.Offset,
                name,
                hasTarget ? "The entry has a link target and is no link; npm's unpacker skips its header." : "The link has no target.");
        }
    }

    private ReadOnlyMemory<byte> ReadBody(TarHeader header, string name, long size, out bool isComplete)
    {
        if (size > limits.FileBytes)
        {
            throw new LimitReachedException(AnomalyCodes.LimitFile, $"«{name}» has {size} bytes, more than {limits.FileBytes}.");
        }

        if (_unpacked + size > limits.UnpackedBytes)
        {
            throw new LimitReachedException(AnomalyCodes.LimitTotal, $"All files together have more than {limits.UnpackedBytes} bytes.");
        }

        ReadOnlyMemory<byte> content = source.Take(size);
        isComplete = content.Length == size;
        int padding = (int)(-size & (TarHeader.BlockLength - 1));
        Span<byte> rest = stackalloc byte[TarHeader.BlockLength];
        int read = isComplete ? source.Read(rest[..padding]) : 0;
        if (!isComplete)
        {
            anomalies.Reject(
                AnomalyCodes.TarTruncated, header.Offset, name, $"The tar ends after {content.Length} of the entry's {size} bytes.");
        }
        else if (read < padding)
        {
            anomalies.Hold(AnomalyCodes.TarTruncated, header.Offset, name, "The tar ends within the entry's last block.");
            isComplete = false;
        }

        if (rest[..read].IndexOfAnyExcept((byte)0) >= 0)
        {
            anomalies.Hold(AnomalyCodes.TarPadding, header.Offset, name, "The rest of the entry's last block is not zero.");
        }

        return content;
    }

    // A header that describes the next entry. Two in a row are only known from GNU tar, which writes a long link before a long name.
    private bool ReadMeta(TarHeader header)
    {
        bool isLongPair = (header.Type == 'L' && _longLink is not null && _longName is null)
            || (header.Type == 'K' && _longName is not null && _longLink is null);
        if (_pending is { } pending && !isLongPair)
        {
            anomalies.Reject(
                AnomalyCodes.TarMixedHeaders, header.Offset, null, $"A «{header.Type}» header stands between a «{pending.Type}» header and its entry.");
        }

        if (header.Size > PaxRecords.LargestBody)
        {
            anomalies.Reject(AnomalyCodes.TarPax, header.Offset, null, $"The «{header.Type}» header has {header.Size} bytes; npm's unpacker leaves it out.");
        }

        if (header.Type is 'L' or 'K' && header.LinkName.Length > 0)
        {
            anomalies.Reject(AnomalyCodes.TarLinkTarget, header.Offset, null, "The long name's header has a link target; npm's unpacker skips it.");
        }

        ReadOnlySpan<byte> body = ReadBody(header, header.Name, header.Size, out bool isComplete).Span;
        switch (header.Type)
        {
            case 'g':
                PaxRecords.Read(body, isGlobal: true, header.Offset, anomalies);
                return isComplete;
            case 'x':
                _pax = PaxRecords.Read(body, isGlobal: false, header.Offset, anomalies);
                break;
            case 'L':
                _longName = ReadLongName(body, header);
                break;
            default:
                _longLink = ReadLongName(body, header);
                break;
        }

        _pending = header;
        return isComplete;
    }

    private string ReadLongName(ReadOnlySpan<byte> body, TarHeader header)
    {
        int end = body.IndexOf((byte)0);
        ReadOnlySpan<byte> name = end < 0 ? body : body[..end];
        if (name.IsEmpty || (end >= 0 && body[end..].IndexOfAnyExcept((byte)0) >= 0))
        {
            anomalies.Reject(AnomalyCodes.TarLongName, header.Offset, null, $"The long name of the «{header.Type}» header is empty or goes on behind NUL.");
        }

        return Encoding.UTF8.GetString(name);
    }
}
