using PackageWall.Fuzzing.Engine;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Archives.Gzip;
using PackageWall.Inspection.Archives.Tar;
using PackageWall.Inspection.Archives.Zip;
using PackageWall.Testing.Archives;

namespace PackageWall.Fuzzing.Targets;

/// <summary>One of the strict archive readers, without the door that catches what it throws.</summary>
internal sealed class ContainerTarget(string format) : IFuzzTarget
{
    public string Name => format switch { ArchiveFormats.Tar => "tar", ArchiveFormats.Zip => "zip", _ => "gzip" };

    public InputKind Kind => InputKind.Archive;

    public IEnumerable<byte[]> Seeds() =>
    [
        .. HostileArchives.All().Where(archive => archive.ExpectedContainer == format || (format == ArchiveFormats.Gzip && archive.ExpectedContainer == ArchiveFormats.TarGzip)).Select(archive => archive.Bytes),
        format switch
        {
            ArchiveFormats.Tar => HonestArchives.Tar(("package/package.json", "{}"), ("package/index.js", "1")),
            ArchiveFormats.Zip => HonestArchives.Zip(("a.py", "1"), ("b/c.py", "2")),
            _ => GzipBuilder.Pack([.. new byte[1000], .. "some text"u8]),
        },
    ];

    public string Run(ReadOnlyMemory<byte> input)
    {
        List<ArchiveEntry> entries = [];
        AnomalyList anomalies = new();
        try
        {
            Read(input, entries, anomalies);
        }
        catch (LimitReachedException limit)
        {
            anomalies.Hold(limit.Code, 0, null, limit.Message);
        }

        string words = Words.Of(entries, anomalies.ToList());
        InBox.Compare(format, input, entries, anomalies.ToList());
        return words;
    }

    private void Read(ReadOnlyMemory<byte> input, List<ArchiveEntry> entries, AnomalyList anomalies)
    {
        switch (format)
        {
            case ArchiveFormats.Tar:
                new TarReader(new MemorySource(input), FuzzLimits.Small, entries, anomalies, default).ReadAll();
                break;
            case ArchiveFormats.Zip:
                new ZipReader(input, FuzzLimits.Small, entries, anomalies, default).ReadAll();
                break;
            default:
                int start = GzipHeader.Read(input.Span, anomalies);
                if (start >= 0)
                {
                    GzipSource source = new(input, start, FuzzLimits.Small, default);
                    entries.Add(new ArchiveEntry { Path = "content", Kind = ArchiveEntryKind.File, Content = source.TakeAll(FuzzLimits.Small.FileBytes) });
                    source.Finish(anomalies);
                }

                break;
        }
    }
}
