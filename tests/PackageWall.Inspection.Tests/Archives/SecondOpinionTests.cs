using PackageWall.Inspection.Archives;
using PackageWall.Testing.Archives;

namespace PackageWall.Inspection.Tests.Archives;

/// <summary>Whenever another unpacker sees other files than we do, we must have said so.</summary>
public sealed class SecondOpinionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("packagewall-archives-").FullName;
    private readonly Dictionary<string, ArchiveReading> _readings = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Hostile_archives_are_anomalies_wherever_another_unpacker_sees_other_files()
    {
        foreach (HostileArchive hostile in HostileArchives.All())
        {
            Add($"{hostile.Name}.{hostile.ExpectedContainer}", hostile.Bytes, hostile.ExpectedContainer);
        }

        int python = Disagreements(SecondOpinion.OfPython(_folder));
        int npm = Disagreements(SecondOpinion.OfNpm(_folder));

        // The corpus is worth something only while it does mislead them.
        python.ShouldBeGreaterThan(20);
        npm.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Fuzzed_tars_are_anomalies_wherever_another_unpacker_sees_other_files()
    {
        Random random = new(21);
        for (int i = 0; i < 1_500; i++)
        {
            Add($"{i}.tar.gz", GzipBuilder.Pack(Fuzz.Tar(random)), "tar.gz");
        }

        Disagreements(SecondOpinion.OfPython(_folder));
        Disagreements(SecondOpinion.OfNpm(_folder));
    }

    [Fact]
    public void Fuzzed_zips_are_anomalies_wherever_another_unpacker_sees_other_files()
    {
        Random random = new(22);
        for (int i = 0; i < 1_500; i++)
        {
            Add($"{i}.zip", Fuzz.Zip(random), "zip");
        }

        Disagreements(SecondOpinion.OfPython(_folder));
    }

    [Fact]
    public void Honest_archives_are_read_alike_by_all()
    {
        Random random = new(23);
        for (int i = 0; i < 60; i++)
        {
            (string, byte[])[] files = [.. Enumerable.Range(0, random.Next(1, 12)).Select(j => ($"package/{new string('d', j * 14)}/f{j}", Samples.Bytes(random, random.Next(20_000))))];
            Add($"{i}.tar.gz", HonestArchives.TarGz(files), "tar.gz");
            Add($"{i}.zip", HonestArchives.Zip(files), "zip");
        }

        _readings.Values.SelectMany(reading => reading.Anomalies).ShouldAllBe(anomaly => anomaly.Severity == AnomalySeverity.Note);
        Disagreements(SecondOpinion.OfPython(_folder)).ShouldBe(0);
        Disagreements(SecondOpinion.OfNpm(_folder)).ShouldBe(0);
    }

    private void Add(string name, byte[] bytes, string container)
    {
        File.WriteAllBytes(Path.Combine(_folder, name), bytes);
        _readings[name] = ArchiveReader.Read(bytes, container, InspectionLimits.Default, CancellationToken.None);
    }

    // How many archives the other sees otherwise; each of them must be held or rejected.
    private int Disagreements(IReadOnlyDictionary<string, Dictionary<string, string>?> theirs)
    {
        int count = 0;
        List<string> silent = [];
        foreach ((string name, Dictionary<string, string>? files) in theirs)
        {
            ArchiveReading reading = _readings[name];
            if (files is null || SecondOpinion.Agree(SecondOpinion.Ours(reading), files))
            {
                continue;
            }

            count++;
            if (reading.Anomalies.All(anomaly => anomaly.Severity == AnomalySeverity.Note))
            {
                silent.Add($"{name}: ours {string.Join(", ", SecondOpinion.Ours(reading))}; theirs {string.Join(", ", files)}");
            }
        }

        silent.ShouldBeEmpty();
        return count;
    }
}
