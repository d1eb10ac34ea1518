using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Manifests.Layout;
using PackageWall.Packages;

namespace PackageWall.Inspection.Tests.Manifests;

/// <summary>Makes package trees for tests, with a plain sniffer and the in-box unpackers, so that a test of laying out is one of nothing else.</summary>
internal static class Trees
{
    public static PackageTreeBuilder Builder { get; } = new(Sniff, (container, _) => Unpack(container.ToArray()));

    public static InspectionBudget Budget(InspectionLimits? limits = null) => new(limits ?? InspectionLimits.Default);

    public static PackageTree LayOut(Ecosystem ecosystem, byte[] archive, InspectionLimits? limits = null) =>
        Builder.Build(ecosystem, Unpack(archive), Budget(limits));

    public static PackageTree LayOut(Ecosystem ecosystem, params ArchiveEntry[] entries) => Builder.Build(ecosystem, Reading("tar.gz", entries), Budget());

    public static Manifest Read(Ecosystem ecosystem, string fileName, byte[] archive) => ManifestReader.Read(ecosystem, fileName, LayOut(ecosystem, archive));

    public static ArchiveEntry File(string path, string text = "") => File(path, Encoding.UTF8.GetBytes(text));

    public static ArchiveEntry File(string path, byte[] content) => new() { Path = path, Kind = ArchiveEntryKind.File, Content = content };

    public static ArchiveEntry Link(string path, string target, ArchiveEntryKind kind = ArchiveEntryKind.SymbolicLink) =>
        new() { Path = path, Kind = kind, LinkTarget = target };

    public static ArchiveReading Reading(string format, IReadOnlyList<ArchiveEntry> entries) => new() { Format = format, Entries = entries, Anomalies = [] };

    public static string[] Codes(this PackageTree tree) => [.. tree.Anomalies.Select(anomaly => $"{anomaly.Code} {anomaly.Severity}")];

    public static string[] Points(this Manifest manifest) =>
        [.. manifest.EntryPoints.Select(point => $"{point.Context} {point.Kind} {point.Target ?? point.Command}")];

    public static string[] FactLines(this Manifest manifest) => [.. manifest.Facts.Select(fact => $"{fact.Name} {fact.Value}")];

    private static string Sniff(string path, ReadOnlySpan<byte> content) => Path.GetExtension(path) switch
    {
        ".js" or ".mjs" or ".cjs" => Language.JavaScript,
        ".py" => Language.Python,
        ".node" or ".so" => Language.Native,
        ".dll" => Language.DotNet,
        _ => Language.Text,
    };

    public static ArchiveReading Unpack(byte[] archive)
    {
        var entries = new List<ArchiveEntry>();
        if (archive.AsSpan().StartsWith("PK"u8))
        {
            using var zip = new ZipArchive(new MemoryStream(archive));
            entries.AddRange(zip.Entries.Select(entry => File(entry.FullName, All(entry.Open()))));
            return Reading("zip", entries);
        }

        using Stream tarStream = archive.AsSpan().StartsWith((byte[])[0x1f, 0x8b]) ? new GZipStream(new MemoryStream(archive), CompressionMode.Decompress) : new MemoryStream(archive);
        using var tar = new TarReader(tarStream);
        while (tar.GetNextEntry() is { } entry)
        {
            entries.Add(File(entry.Name, entry.DataStream is null ? [] : All(entry.DataStream)));
        }

        return Reading("tar.gz", entries);
    }

    private static byte[] All(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
