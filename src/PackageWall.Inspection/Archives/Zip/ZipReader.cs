using PackageWall.Inspection.Archives.Names;

namespace PackageWall.Inspection.Archives.Zip;

/// <summary>
/// Reads a zip by its central directory and by its local headers at once. Every byte must belong to exactly one local header, content,
/// descriptor, central header or end record, in this order.
/// </summary>
internal sealed class ZipReader(
    ReadOnlyMemory<byte> container, InspectionLimits limits, List<ArchiveEntry> entries, AnomalyList anomalies, CancellationToken cancellation)
{
    private readonly ZipEntryReader _contents = new(container, limits, anomalies, cancellation);
    private readonly List<(long Start, long End)> _contentRanges = [];
    private long _unpacked;

    // What all offsets lack, where a line was put before a finished zip.
    private int _shift;

    /// <summary>Reads everything; entries are added as they are read.</summary>
    public void ReadAll()
    {
        if (ZipEndReader.Read(container.Span, anomalies) is not { } end)
        {
            return;
        }

        List<ZipHeader> directory = ReadDirectory(end, out long directoryStart);
        List<ZipHeader> byPlace = [.. directory.OrderBy(header => header.LocalOffset)];
        if (!byPlace.SequenceEqual(directory))
        {
            anomalies.Hold(AnomalyCodes.ZipOrder, directoryStart, null, "The directory lists the entries in another order than they stand.");
        }

        long at = 0;
        for (int i = 0; i < byPlace.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            long next = i + 1 < byPlace.Count ? Math.Min(byPlace[i + 1].LocalOffset, directoryStart) : directoryStart;
            at = ReadEntry(byPlace[i], at, next, directoryStart);
        }

        CheckGap(at, directoryStart);
        CheckOtherEnds(end);
        if (directory.Count == 0)
        {
            anomalies.Reject(AnomalyCodes.ZipEmpty, 0, null, "The zip has no entry.");
        }
    }

    private List<ZipHeader> ReadDirectory(ZipEnd end, out long start)
    {
        start = end.DirectoryOffset;
        if (ZipApplication.LineBefore(container.Span, end) is > 0 and var line)
        {
            _shift = line;
            start += line;
        }
        else if (end.DirectoryOffset + end.DirectorySize != end.DirectoryEnd)
        {
            anomalies.Reject(
                AnomalyCodes.ZipDirectory,
                end.Offset,
                null,
                $"The directory is said to stand at {end.DirectoryOffset} with {end.DirectorySize} bytes, and must end at {end.DirectoryEnd}.");

            // Readers count back from the end then, to allow for something prepended.
            start = Math.Max(0, end.DirectoryEnd - end.DirectorySize);
        }

        List<ZipHeader> headers = [];
        long at = start;
        while (at < end.DirectoryEnd && ZipHeaderReader.ReadCentral(container, at, end.DirectoryEnd, anomalies) is { } header)
        {
            if (headers.Count >= limits.Entries)
            {
                throw new LimitReachedException(AnomalyCodes.LimitEntries, $"There are more than {limits.Entries} entries.");
            }

            headers.Add(_shift == 0 ? header : header with { LocalOffset = header.LocalOffset + _shift });
            at += header.Length;
            if (_shift > 0 && ZipApplication.IsLocalHeader(container.Span, header.LocalOffset))
            {
                anomalies.Reject(AnomalyCodes.ZipLocal, header.LocalOffset, ZipNames.Decode(header), "A local header stands where the directory says, and another where the line before the zip puts it.");
            }
        }

        if (at != end.DirectoryEnd || headers.Count != end.Count)
        {
            anomalies.Reject(
                AnomalyCodes.ZipDirectory,
                at,
                null,
                $"The directory lists {headers.Count} entries until {at}; the end says {end.Count} until {end.DirectoryEnd}.");
        }

        return headers;
    }

    // Gives where the entry ends.
    private long ReadEntry(ZipHeader central, long previousEnd, long next, long directoryStart)
    {
        string name = ZipNames.Decode(central);
        if (central.LocalOffset < previousEnd)
        {
            anomalies.Reject(AnomalyCodes.ZipOverlap, central.LocalOffset, name, "The entry shares bytes with the one before it.");
            return previousEnd;
        }

        if (ZipHeaderReader.ReadLocal(container, central.LocalOffset, directoryStart, anomalies) is not { } local)
        {
            anomalies.Reject(AnomalyCodes.ZipLocal, central.LocalOffset, name, "No complete local header stands where the directory says.");
            return previousEnd;
        }

        CheckGap(previousEnd, central.LocalOffset);
        _contents.Compare(central, local, name);
        int start = local.Offset + local.Length;
        if (central.Packed > next - start)
        {
            anomalies.Reject(AnomalyCodes.ZipOverlap, start, name, "The content reaches into the next structure.");
        }

        if (start > next)
        {
            return start;
        }

        if (central.Unpacked > limits.UnpackedBytes - _unpacked)
        {
            throw new LimitReachedException(AnomalyCodes.LimitTotal, $"All files together have more than {limits.UnpackedBytes} bytes.");
        }

        ReadOnlyMemory<byte> content = _contents.ReadContent(central, start, next - start, name);
        long end = Math.Min(next, start + central.Packed);
        _contentRanges.Add((start, end));
        if (central.HasDescriptor || local.HasDescriptor)
        {
            end += _contents.ReadDescriptor(central, local, container.Span[(int)end..(int)next], end, name);
        }

        AddEntry(central, name, content);
        return end;
    }

    private void AddEntry(ZipHeader central, string name, ReadOnlyMemory<byte> content)
    {
        ZipNames.Check(central, name, anomalies);
        ArchiveNames.Check(name, central.Offset, anomalies);
        ArchiveEntryKind kind = ZipEntryKind.Of(central, name, content.Length, anomalies);
        _unpacked += content.Length;
        entries.Add(new ArchiveEntry
        {
            Path = ArchiveNames.Normalise(name),
            Kind = kind,
            Content = kind == ArchiveEntryKind.File ? content : default,
            LinkTarget = kind == ArchiveEntryKind.SymbolicLink ? System.Text.Encoding.UTF8.GetString(content.Span) : null,
            IsExecutable = kind == ArchiveEntryKind.File && ((central.Attributes >> 16) & 0x40) != 0,
            Offset = central.LocalOffset,
        });
    }

    private void CheckGap(long from, long to)
    {
        string detail = $"{to - from} bytes belong to no entry of the directory.";
        if (to > from && from == 0 && ZipApplication.IsLine(container.Span[..(int)to]))
        {
            anomalies.Hold(AnomalyCodes.ZipPrepended, from, null, detail);
        }
        else if (to > from)
        {
            anomalies.Reject(from == 0 ? AnomalyCodes.ZipPrepended : AnomalyCodes.ZipGap, from, null, detail);
        }
    }

    // A zip within a zip bears the mark too; anywhere else it is a second end.
    private void CheckOtherEnds(ZipEnd end)
    {
        foreach (int mark in end.OtherMarks)
        {
            if (!_contentRanges.Any(range => mark >= range.Start && mark + 4 <= range.End))
            {
                anomalies.Reject(AnomalyCodes.ZipTwoEnds, mark, null, "The mark of an end stands outside all contents.");
            }
        }
    }
}
