using System.IO.Compression;
using System.Runtime.InteropServices;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Archives.Names;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Languages.DotNet;

namespace PackageWall.Inspection.Manifests.Layout;

/// <summary>
/// Opens the archives that lie in a package, within the limits of the package as a whole, and lays their files out as
/// <c>outer.zip!/inner</c>. What cannot be opened is reported and never passed over.
/// </summary>
internal sealed class NestedArchives(ReadArchive readArchive, PackageTreeBuilder.Layout layout, InspectionBudget budget, ArchiveReading outer)
{
    private long _bytes = outer.Entries.Sum(entry => (long)entry.Content.Length);
    private int _entries = outer.Entries.Count;

    public void Open()
    {
        // A queue instead of recursion; depth travels with the file.
        var waiting = new Queue<(PackageFile File, int Depth)>(layout.Files.Values.Select(file => (file, 1)).ToList());
        while (waiting.TryDequeue(out var next))
        {
            if (next.File.Language == Language.DotNet)
            {
                TakeOut(next.File, next.Depth).ForEach(inner => waiting.Enqueue((inner, next.Depth + 1)));
            }

            ContainerKind kind = ContainerKinds.Of(next.File.Path, next.File.Content.Span);
            if (kind == ContainerKind.None || IsEmpty(next.File.Content.Span))
            {
                continue;
            }

            if (kind == ContainerKind.Opaque)
            {
                string format = ContainerKinds.Name(next.File.Path, next.File.Content.Span);
                Report(LayoutAnomalies.OpaqueArchive, next.File, AnomalySeverity.Hold, $"A {format} archive, which inspection does not open.");
            }
            else if (next.Depth > budget.Limits.ArchiveDepth)
            {
                Report(LayoutAnomalies.TooDeep, next.File, AnomalySeverity.Hold, $"An archive at depth {next.Depth}; the limit is {budget.Limits.ArchiveDepth}.");
            }
            else
            {
                foreach (PackageFile inner in Unpack(next.File, kind))
                {
                    waiting.Enqueue((inner, next.Depth + 1));
                }
            }
        }
    }

    // What an assembly carries in itself and could run lies in it as in an archive.
    private List<PackageFile> TakeOut(PackageFile assembly, int depth)
    {
        var added = new List<PackageFile>();
        EmbeddedResources resources = EmbeddedResources.Read(assembly.Content, Math.Max(0, budget.Limits.UnpackedBytes - _bytes));
        if (resources.IsBroken)
        {
            Report(LayoutAnomalies.BrokenArchive, assembly, AnomalySeverity.Hold, "A resource of the assembly stands where it has no bytes.");
        }

        if (resources.Found.Count > 0 && depth > budget.Limits.ArchiveDepth)
        {
            Report(LayoutAnomalies.TooDeep, assembly, AnomalySeverity.Hold, $"Programs in an assembly at depth {depth}; the limit is {budget.Limits.ArchiveDepth}.");
            return added;
        }

        bool isOver = resources.IsOver;
        foreach (EmbeddedResource resource in resources.Found)
        {
            if (_bytes + resource.Content.Length > budget.Limits.UnpackedBytes || _entries >= budget.Limits.Entries)
            {
                isOver = true;
                break;
            }

            Add(assembly, resource.Name, resource.Content, false, added);
        }

        if (isOver)
        {
            Report(LayoutAnomalies.OverBudget, assembly, AnomalySeverity.Hold, "Resources of the assembly were not read: the package has used up its limit of bytes or entries.");
        }

        return added;
    }

    // Sample files of that kind are common, and there is nothing in them: a zip of an end record that counts no entries, a 7z whose header
    // has no length, an xz whose index has no records.
    private static bool IsEmpty(ReadOnlySpan<byte> content) => content.Length switch
    {
        22 => content.StartsWith("PK\x05\x06"u8) && !content[4..].ContainsAnyExcept((byte)0),
        32 => (content.StartsWith((byte[])[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]) && !content[12..].ContainsAnyExcept((byte)0))
            || (content.StartsWith((byte[])[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]) && content[12] == 0 && content[13] == 0 && content.EndsWith("YZ"u8)),
        _ => false,
    };

    private List<PackageFile> Unpack(PackageFile file, ContainerKind kind)
    {
        InspectionLimits left = budget.Limits with
        {
            UnpackedBytes = Math.Max(0, budget.Limits.UnpackedBytes - _bytes),
            Entries = Math.Max(0, budget.Limits.Entries - _entries),
        };
        if (left.UnpackedBytes == 0 || left.Entries == 0)
        {
            Report(LayoutAnomalies.OverBudget, file, AnomalySeverity.Hold, "Not opened: the package has used up its limit of bytes or entries.");
            return [];
        }

        if (kind == ContainerKind.Gzip && !IsNamedTar(file.Path) && !HoldsTar(file.Content))
        {
            return Inflate(file, left);
        }

        ArchiveReading reading = kind == ContainerKind.Asar ? AsarReader.Read(file.Content, left) : readArchive(file.Content, left);
        var added = new List<PackageFile>();
        var earlier = new Dictionary<string, ArchiveEntry>(StringComparer.Ordinal);
        var again = new HashSet<long>();
        foreach (ArchiveEntry entry in reading.Entries)
        {
            if (entry.Kind == ArchiveEntryKind.File)
            {
                earlier[entry.Path] = entry;
                Add(file, PackagePath.Clean(entry.Path), entry.Content, entry.IsExecutable, added);
            }
            else if (SameFile(entry, earlier) is { } same && _bytes + same.Content.Length <= budget.Limits.UnpackedBytes)
            {
                // Whoever unpacks it has the same bytes under another name.
                again.Add(entry.Offset);
                Add(file, PackagePath.Clean(entry.Path), same.Content, same.IsExecutable, added);
            }
        }

        ReportReading(file, reading, again);

        return added;
    }

    // A hard link to a file that came before it, as tools write the second name of one file.
    private static ArchiveEntry? SameFile(ArchiveEntry entry, Dictionary<string, ArchiveEntry> earlier) =>
        entry is { Kind: ArchiveEntryKind.HardLink, LinkTarget: { } target } ? earlier.GetValueOrDefault(ArchiveNames.Normalise(target)) : null;

    private void Add(PackageFile archive, string path, ReadOnlyMemory<byte> content, bool executable, List<PackageFile> added)
    {
        _bytes += content.Length;
        _entries++;
        string full = $"{archive.Path}!/{(path.Length == 0 ? "data" : path)}";
        while (layout.Files.ContainsKey(full))
        {
            full += "#";
        }

        PackageFile inner = layout.File(full, content, executable);
        layout.Files[full] = inner;
        added.Add(inner);
    }

    // Oddities inside are judged more mildly than those of the artifact: no installer unpacks these. A void local header is none here at
    // all: whoever opens the archive does it by its directory, or not. Nor is a link that is a second name of a file in it.
    private void ReportReading(PackageFile file, ArchiveReading reading, HashSet<long> again)
    {
        IReadOnlySet<string> harmless = InnerLinks.Harmless(reading);
        bool areSame = reading.Entries.All(entry => entry.Kind is not (ArchiveEntryKind.HardLink or ArchiveEntryKind.SymbolicLink) || again.Contains(entry.Offset));
        List<ArchiveAnomaly> grave = [.. reading.Anomalies.Where(anomaly => anomaly.Severity != AnomalySeverity.Note && !IsPlain(anomaly, again, areSame)
            && !(anomaly.Code == AnomalyCodes.ZipLink && anomaly.Entry is not null && harmless.Contains(anomaly.Entry)))];
        layout.Anomalies.Add(LayoutAnomalies.Of(LayoutAnomalies.NestedArchive, AnomalySeverity.Note, file.Path, $"An archive of {reading.Entries.Count} entries ({reading.Format})."));
        foreach (ArchiveAnomaly anomaly in grave)
        {
            AnomalySeverity severity = PackagePath.IsDormant(file.Path) ? AnomalySeverity.Note : AnomalySeverity.Hold;
            layout.Anomalies.Add(anomaly with { Severity = severity, Entry = $"{file.Path}!/{anomaly.Entry}" });
        }

        if (grave.Exists(anomaly => anomaly.Severity == AnomalySeverity.Reject))
        {
            Report(LayoutAnomalies.BrokenArchive, file, AnomalySeverity.Hold, $"An archive that was not read to its end: {grave[0].Code}.");
        }
    }

    // The first line of a zip application only names Python; where it could do more, it is more than an oddity to hold.
    private static bool IsPlain(ArchiveAnomaly anomaly, HashSet<long> again, bool areSame) =>
        anomaly.Code == AnomalyCodes.ZipLocalVoid
        || (areSame && anomaly.Code == AnomalyCodes.More && anomaly.Detail.EndsWith(" more of " + AnomalyCodes.TarLink, StringComparison.Ordinal))
        || (anomaly.Code == AnomalyCodes.TarLink && again.Contains(anomaly.Offset))
        || anomaly is { Code: AnomalyCodes.ZipPrepended, Severity: AnomalySeverity.Hold };

    private void Report(string code, PackageFile file, AnomalySeverity severity, string detail) =>
        layout.Anomalies.Add(LayoutAnomalies.Of(code, PackagePath.IsDormant(file.Path) ? AnomalySeverity.Note : severity, file.Path, detail));

    /// <summary>One gzipped file that is no tar: data, a page, a script in another coat.</summary>
    private List<PackageFile> Inflate(PackageFile file, InspectionLimits left)
    {
        var added = new List<PackageFile>();
        long most = Math.Min(left.UnpackedBytes, Math.Min(budget.Limits.FileBytes, Math.Max(1 << 20, file.Content.Length * (long)budget.Limits.Ratio)));
        byte[]? bytes = Inflated(file.Content, most, out bool complete);
        if (bytes is null || !complete)
        {
            Report(LayoutAnomalies.BrokenArchive, file, AnomalySeverity.Hold, bytes is null ? "Gzip data that does not unpack." : "Gzip data that unpacks to more than the limit.");
        }

        if (bytes is { Length: > 0 })
        {
            string name = PackagePath.FileName(file.Path);
            Add(file, name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : "data", bytes, false, added);
        }

        return added;
    }

    private static bool IsNamedTar(string path) =>
        path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase);

    private static bool HoldsTar(ReadOnlyMemory<byte> gzip)
    {
        byte[]? head = Inflated(gzip, 512, out _);
        return head is { Length: 512 } && ContainerKinds.Of("", head) == ContainerKind.Tar;
    }

    private static byte[]? Inflated(ReadOnlyMemory<byte> gzip, long most, out bool complete)
    {
        complete = false;
        using var output = new MemoryStream();
        try
        {
            using MemoryStream input = MemoryMarshal.TryGetArray(gzip, out ArraySegment<byte> segment)
                ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
                : new MemoryStream(gzip.ToArray(), writable: false);
            using var stream = new GZipStream(input, CompressionMode.Decompress);
            byte[] buffer = new byte[Math.Min(81_920, most)];
            while (output.Length < most)
            {
                int read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, most - output.Length));
                if (read == 0)
                {
                    complete = true;
                    break;
                }

                output.Write(buffer, 0, read);
            }

            complete |= stream.ReadByte() < 0;
        }
        catch (InvalidDataException)
        {
            return output.Length > 0 ? output.ToArray() : null;
        }

        return output.ToArray();
    }
}
