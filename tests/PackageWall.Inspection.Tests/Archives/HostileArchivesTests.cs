using System.Reflection;
using PackageWall.Inspection.Archives;
using PackageWall.Testing.Archives;

namespace PackageWall.Inspection.Tests.Archives;

public sealed class HostileArchivesTests
{
    public static TheoryData<string> Names => [.. HostileArchives.All().Select(hostile => hostile.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_never_read_as_if_nothing_were_wrong(string name)
    {
        HostileArchive hostile = HostileArchives.All().Single(one => one.Name == name);

        ArchiveReading reading = Read(hostile);

        reading.Anomalies.Where(anomaly => anomaly.Severity != AnomalySeverity.Note)
            .Select(anomaly => anomaly.Code)
            .ShouldContain(hostile.ExpectedCode, string.Join("; ", reading.Anomalies));
    }

    [Fact]
    public void Corpus_names_only_codes_that_exist_and_tries_every_code_of_the_formats()
    {
        HashSet<string> codes = [.. typeof(AnomalyCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!)];
        HashSet<string> tried = [.. HostileArchives.All().Select(hostile => hostile.ExpectedCode)];

        tried.Except(codes).ShouldBeEmpty();

        // These are notes, or need limits, or cannot be made by an archive alone.
        string[] elsewhere = ["archive.more", "archive.reader-failed", "name.unnormalised", "name.windows"];
        codes.Except(tried).Except(elsewhere).Where(code => !code.StartsWith("limit.", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Reading_goes_on_behind_a_single_zero_block_and_a_missing_checksum_to_say_what_was_hidden()
    {
        ArchiveReading zero = Read(HostileArchives.All().Single(hostile => hostile.Name == "tar-single-zero-block-then-file"));
        zero.Entries.Select(entry => entry.Path).ShouldBe(["package/package.json", "package/index.js"]);

        ArchiveReading checksum = Read(HostileArchives.All().Single(hostile => hostile.Name == "tar-checksum-zero"));
        checksum.Anomalies.Single(anomaly => anomaly.Code == AnomalyCodes.TarChecksum).Entry.ShouldBe("package/index.js");
    }

    private static ArchiveReading Read(HostileArchive hostile) =>
        ArchiveReader.Read(hostile.Bytes, hostile.ExpectedContainer, InspectionLimits.Default, CancellationToken.None);
}
