using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Languages;
using PackageWall.Packages;

namespace PackageWall.Inspection.Manifests.Layout;

/// <summary>Tells what language a file is in.</summary>
internal delegate string Sniff(string path, ReadOnlySpan<byte> content);

/// <summary>Reads an archive that lies in another.</summary>
internal delegate ArchiveReading ReadArchive(ReadOnlyMemory<byte> container, InspectionLimits limits);

/// <summary>
/// Lays out the entries of an archive as the installer of the ecosystem would, opens the archives in it, and says where two
/// installers would differ. Never drops a file: what an installer would refuse is laid out under a cleaned name and reported.
/// </summary>
internal sealed class PackageTreeBuilder(Sniff sniff, ReadArchive readArchive)
{
    /// <summary>The builder that the product uses.</summary>
    public static PackageTreeBuilder Default { get; } = new(
        LanguageSniffer.Sniff,
        (container, limits) => ArchiveReader.Read(container, null, limits, CancellationToken.None));

    public PackageTree Build(Ecosystem ecosystem, ArchiveReading reading, InspectionBudget budget)
    {
        var layout = new Layout(sniff);
        layout.Anomalies.AddRange(reading.Anomalies);
        bool isSource = ecosystem == Ecosystem.PyPi && SourceLayout.IsSource(reading);
        var naming = EntryNaming.For(ecosystem, reading, isSource, layout.Anomalies);
        foreach (ArchiveEntry entry in reading.Entries)
        {
            Place(entry, naming, ecosystem, isSource, layout);
        }

        Collisions.Check(layout, ecosystem, isSource);
        new NestedArchives(readArchive, layout, budget, reading).Open();
        return new PackageTree { Files = layout.Files, Anomalies = layout.Anomalies };
    }

    private static void Place(ArchiveEntry entry, EntryNaming naming, Ecosystem ecosystem, bool isSource, Layout layout)
    {
        if (PackagePath.Escapes(entry.Path))
        {
            layout.Report(LayoutAnomalies.Traversal, AnomalySeverity.Reject, entry, "The name leads out of the folder that the package is unpacked to.");
        }

        string? path = naming.Place(entry);
        if (path is null)
        {
            return;
        }

        switch (entry.Kind)
        {
            case ArchiveEntryKind.File:
                layout.Add(path, entry);
                break;
            case ArchiveEntryKind.SymbolicLink or ArchiveEntryKind.HardLink:
                AnomalySeverity severity = isSource && StaysInside(path, entry) ? AnomalySeverity.Note
                    : isSource ? AnomalySeverity.Hold : AnomalySeverity.Reject;
                layout.Report(LayoutAnomalies.Link, severity, entry, $"A link to '{entry.LinkTarget}'; {ecosystem.Name()} packages need none.");
                layout.Links.Add((path, entry));
                break;
            case ArchiveEntryKind.Special:
                layout.Report(LayoutAnomalies.Special, AnomalySeverity.Reject, entry, "A device, pipe or other special entry.");
                break;
        }
    }

    // A hard link's target counts from the root of the archive, a symbolic link's from its own folder.
    private static bool StaysInside(string path, ArchiveEntry entry) =>
        entry.LinkTarget is { Length: > 0 } target && !target.StartsWith('/') && !target.Contains(':', StringComparison.Ordinal)
        && PackagePath.Combine(entry.Kind == ArchiveEntryKind.SymbolicLink ? PackagePath.Folder(path) : "", target) is not null;

    /// <summary>The tree under construction.</summary>
    internal sealed class Layout(Sniff sniff)
    {
        private readonly Dictionary<byte[], string> _hashes = [];

        public Dictionary<string, PackageFile> Files { get; } = new(StringComparer.Ordinal);

        public List<ArchiveAnomaly> Anomalies { get; } = [];

        public List<(string Path, ArchiveEntry Entry)> Links { get; } = [];

        public void Report(string code, AnomalySeverity severity, ArchiveEntry entry, string detail) =>
            Anomalies.Add(LayoutAnomalies.Of(code, severity, entry.Path, detail, entry.Offset));

        public void Add(string path, ArchiveEntry entry)
        {
            PackageFile file = File(path, entry.Content, entry.IsExecutable);
            if (Files.TryGetValue(path, out PackageFile? earlier))
            {
                if (earlier.Sha256 == file.Sha256)
                {
                    // Some honest tools pack a file twice; whichever an installer keeps, it is this one.
                    Report(LayoutAnomalies.Duplicate, AnomalySeverity.Note, entry, $"A second file for '{path}', with the same bytes.");
                    return;
                }

                Report(LayoutAnomalies.Duplicate, AnomalySeverity.Reject, entry, $"A second file for '{path}'; installers differ in which one they keep.");

                // Both are kept to be read: whichever an installer takes has been looked at.
                path = Free(path);
                file = file with { Path = path };
            }

            Files[path] = file;
        }

        public PackageFile File(string path, ReadOnlyMemory<byte> content, bool executable) =>
            new(path, content, sniff(path, content.Span), Hash(content)) { IsExecutable = executable };

        // The reader of archives gives entries of the same bytes the same array.
        private string Hash(ReadOnlyMemory<byte> content)
        {
            if (!MemoryMarshal.TryGetArray(content, out ArraySegment<byte> bytes) || bytes.Count != bytes.Array!.Length || bytes.Count == 0)
            {
                return Convert.ToHexStringLower(SHA256.HashData(content.Span));
            }

            if (!_hashes.TryGetValue(bytes.Array, out string? hash))
            {
                hash = Convert.ToHexStringLower(SHA256.HashData(content.Span));
                _hashes.Add(bytes.Array, hash);
            }

            return hash;
        }

        private string Free(string path)
        {
            for (int i = 2; ; i++)
            {
                string free = $"{path}#{i}{Path.GetExtension(path)}";
                if (!Files.ContainsKey(free))
                {
                    return free;
                }
            }
        }
    }
}
