using PackageWall.Fuzzing.Engine;
using PackageWall.Inspection.Archives;
using PackageWall.Testing.Archives;

namespace PackageWall.Fuzzing.Targets;

/// <summary>The door to the archive readers, which must also find the right one.</summary>
internal sealed class ArchiveTarget : IFuzzTarget
{
    public string Name => "archive";

    public InputKind Kind => InputKind.Archive;

    public IEnumerable<byte[]> Seeds() =>
    [
        .. HostileArchives.All().Select(archive => archive.Bytes),
        HonestArchives.TarGz(("package/package.json", "{}"), ("package/index.js", "1")),
        HonestArchives.Zip(("a.py", "1"), ("b/c.py", "2")),
    ];

    public string Run(ReadOnlyMemory<byte> input)
    {
        ArchiveReading reading = ArchiveReader.Read(input, null, FuzzLimits.Small, default);
        string words = Words.Of(reading.Entries, reading.Anomalies);
        InBox.Compare(reading.Format, input, reading.Entries, reading.Anomalies);
        return words;
    }
}
