using System.Text;
using PackageWall.Inspection.Archives;
using PackageWall.Testing.Archives;

namespace PackageWall.Inspection.Tests.Archives;

public sealed class ArchiveReaderTests
{
    private static readonly (string Path, string Text)[] Files = [("package/package.json", "{}"), ("package/lib/a.js", "a"), ("package/empty", "")];

    [Theory]
    [InlineData("tar.gz")]
    [InlineData("tar")]
    [InlineData("zip")]
    public void Reads_an_honest_archive_whatever_the_name_promises_rightly(string format)
    {
        byte[] bytes = format switch
        {
            "tar" => HonestArchives.Tar(Files),
            "zip" => HonestArchives.Zip(Files),
            _ => HonestArchives.TarGz(Files),
        };

        foreach (string? expected in (string?[])[format, null])
        {
            ArchiveReading reading = Read(bytes, expected);

            reading.Format.ShouldBe(format);
            reading.Anomalies.ShouldBeEmpty();
            reading.UnpackedBytes.ShouldBe(3);
            reading.Entries.Select(entry => (entry.Path, Encoding.UTF8.GetString(entry.Content.Span))).ShouldBe(Files);
        }
    }

    // Packages carry the same files for several frameworks: what was proved once is not unpacked again, and nothing else is taken for it.
    [Fact]
    public void The_second_of_two_equal_entries_has_the_bytes_of_the_first()
    {
        byte[] content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<doc>", 500)));
        ZipBuilder zip = new() { Items = [new() { Name = "lib/a.xml", Content = content }, new() { Name = "lib/b.xml", Content = content }] };

        ArchiveReading reading = Read(zip.ToArray(), "zip");

        reading.Anomalies.ShouldBeEmpty();
        reading.UnpackedBytes.ShouldBe(2 * content.Length);
        reading.Entries.Select(entry => entry.Content.ToArray()).ShouldAllBe(bytes => bytes.SequenceEqual(content));
    }

    [Fact]
    public void An_entry_that_claims_checksum_and_sizes_of_another_is_unpacked_itself()
    {
        byte[] content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<doc>", 500)));
        byte[] zip = new ZipBuilder { Items = [new() { Name = "lib/a.xml", Content = content }, new() { Name = "lib/b.xml", Content = content }] }.ToArray();
        int second = zip.AsSpan().IndexOf("lib/b.xml"u8) + "lib/b.xml".Length;
        zip[second + 4] ^= 0x55;

        Read(zip, "zip").Anomalies.ShouldContain(anomaly => anomaly.Severity == AnomalySeverity.Reject && anomaly.Entry == "lib/b.xml");
    }

    [Fact]
    public void Reads_long_names_in_prefix_pax_and_gnu_headers_and_folders_with_their_paths_normalised()
    {
        string prefixed = $"package/{new string('d', 90)}/{new string('f', 90)}";
        string long300 = $"package/{new string('d', 200)}/{new string('f', 90)}";
        byte[] tar = new TarBuilder().Folder("./package/").Add(prefixed, "1").Add(long300, "2")
            .Long('L', "package/gnu.js").Add(new TarRecord { Name = "package/gn", Content = "3"u8.ToArray(), Magic = "ustar  \0", Mode = 0b111_101_101 })
            .Pax('g', ("comment", "0123456789")).Add("./package/last.js", "4").End(20).ToArray();

        ArchiveReading reading = Read(GzipBuilder.Pack(tar), "tar.gz");

        reading.Anomalies.ShouldBeEmpty();
        reading.Entries.Select(entry => entry.Path).ShouldBe(["package", prefixed, long300, "package/gnu.js", "package/last.js"]);
        reading.Entries.Select(entry => entry.Kind).ShouldBe(
            [ArchiveEntryKind.Directory, ArchiveEntryKind.File, ArchiveEntryKind.File, ArchiveEntryKind.File, ArchiveEntryKind.File]);
        reading.Entries.Select(entry => entry.IsExecutable).ShouldBe([false, false, false, true, false]);
    }

    [Fact]
    public void Garbage_in_owner_fields_that_installers_ignore_is_noted_only()
    {
        TarRecord record = new()
        {
            Name = "package/package.json", Content = "{}"u8.ToArray(), Change = header => new byte[] { 0xff, 0xff, 0xff, 0xff, 0xff, 0x12, 0x34, 0x56 }.CopyTo(header, 108),
        };

        ArchiveReading reading = Read(new TarBuilder().Add(record).End().ToGzip(), "tar.gz");

        reading.Anomalies.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            anomaly => anomaly.Code.ShouldBe(AnomalyCodes.TarOwner), anomaly => anomaly.Severity.ShouldBe(AnomalySeverity.Note));
        reading.Entries.ShouldHaveSingleItem();
    }

    [Fact]
    public void Zeros_behind_the_gzip_member_as_old_npm_wrote_them_are_noted_only()
    {
        byte[] bytes = HonestArchives.TarGz(Files);

        Read([.. bytes, .. new byte[10_240 - bytes.Length]], "tar.gz").Anomalies.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            anomaly => anomaly.Code.ShouldBe(AnomalyCodes.GzipPadding), anomaly => anomaly.Severity.ShouldBe(AnomalySeverity.Note));
    }

    [Fact]
    public void Reads_zips_with_descriptors_stored_entries_folders_and_another_zip_inside()
    {
        byte[] inner = HonestArchives.Zip(("a", "b"));
        ZipBuilder zip = new()
        {
            Items =
            [
                new() { Name = "lib/", Packed = [3, 0] }, new() { Name = "lib/a.dll", Content = "abc"u8.ToArray(), HasDescriptor = true },
                new() { Name = "lib/run.sh", Content = "abc"u8.ToArray(), Attributes = 0x81ed0000 },
                new() { Name = "lib/é.txt", Content = [] }, new() { Name = "inner.zip", Content = inner, IsStored = true },
            ],
        };

        ArchiveReading reading = Read(zip.ToArray(), "zip");

        reading.Anomalies.ShouldBeEmpty();
        reading.Entries.Select(entry => entry.Path).ShouldBe(["lib", "lib/a.dll", "lib/run.sh", "lib/é.txt", "inner.zip"]);
        reading.Entries[2].IsExecutable.ShouldBeTrue();
        reading.Entries[4].Content.Span.SequenceEqual(inner).ShouldBeTrue();
    }

    [Fact]
    public void Links_are_given_with_their_target_and_without_content()
    {
        byte[] tar = HostileArchives.All().Single(hostile => hostile.Name == "tar-symlink").Bytes;
        byte[] zip = HostileArchives.All().Single(hostile => hostile.Name == "zip-symlink").Bytes;

        foreach (ArchiveEntry link in (ArchiveEntry[])[Read(tar, null).Entries[^1], Read(zip, null).Entries[^1]])
        {
            link.Kind.ShouldBe(ArchiveEntryKind.SymbolicLink);
            link.LinkTarget.ShouldBe("../../etc");
            link.Content.IsEmpty.ShouldBeTrue();
        }
    }

    [Fact]
    public void A_gzip_of_anything_but_a_tar_is_one_entry_when_no_tar_was_promised()
    {
        ArchiveReading reading = Read(GzipBuilder.Pack("hello"u8.ToArray()), null);

        reading.Format.ShouldBe("gzip");
        reading.Anomalies.ShouldBeEmpty();
        Encoding.UTF8.GetString(reading.Entries.ShouldHaveSingleItem().Content.Span).ShouldBe("hello");
    }

    [Theory]
    [InlineData("limit.artifact")]
    [InlineData("limit.file")]
    [InlineData("limit.total")]
    [InlineData("limit.entries")]
    [InlineData("limit.ratio")]
    public void Stops_at_a_limit_and_holds(string code)
    {
        (string, byte[])[] files = [("package/a", new byte[600_000]), ("package/b", new byte[600_000]), ("package/c", new byte[2_000_000])];
        InspectionLimits limits = code switch
        {
            "limit.artifact" => new() { ArtifactBytes = 100 },
            "limit.file" => new() { FileBytes = 1_000_000 },
            "limit.total" => new() { UnpackedBytes = 1_500_000 },
            "limit.entries" => new() { Entries = 2 },
            _ => new() { Ratio = 100 },
        };

        foreach (byte[] bytes in (byte[][])[HonestArchives.TarGz(files), HonestArchives.Zip(files)])
        {
            ArchiveReading reading = ArchiveReader.Read(bytes, null, limits, CancellationToken.None);

            reading.Anomalies.Where(anomaly => anomaly.Severity == AnomalySeverity.Hold).Select(anomaly => anomaly.Code).ShouldContain(code);
            reading.UnpackedBytes.ShouldBeLessThan(3_200_000);
        }
    }

    [Fact]
    public void Ends_when_cancelled_and_holds()
    {
        using CancellationTokenSource source = new();
        source.Cancel();

        foreach (byte[] bytes in (byte[][])[HonestArchives.TarGz(Files), HonestArchives.Zip(Files), HonestArchives.Tar(Files)])
        {
            ArchiveReader.Read(bytes, null, InspectionLimits.Default, source.Token).Anomalies.ShouldContain(anomaly =>
                anomaly.Code == AnomalyCodes.LimitTime && anomaly.Severity == AnomalySeverity.Hold);
        }
    }

    [Fact]
    public void A_hostile_archive_makes_no_endless_list_of_anomalies()
    {
        TarBuilder tar = new();
        for (int i = 0; i < 500; i++)
        {
            tar.Add($"../{i}", "x");
        }

        ArchiveReading reading = Read(tar.End().ToGzip(), "tar.gz");

        reading.Anomalies.Count.ShouldBeLessThan(60);
        reading.Anomalies[^1].ShouldSatisfyAllConditions(
            anomaly => anomaly.Code.ShouldBe(AnomalyCodes.More),
            anomaly => anomaly.Severity.ShouldBe(AnomalySeverity.Reject),
            anomaly => anomaly.Detail.ShouldBe("450 more of name.traversal"));
    }

    private static ArchiveReading Read(byte[] bytes, string? expected) =>
        ArchiveReader.Read(bytes, expected, InspectionLimits.Default, CancellationToken.None);
}
