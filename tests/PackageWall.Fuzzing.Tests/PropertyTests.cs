using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Layers;
using PackageWall.Packages;
using PackageWall.Testing.Archives;
using InspectionLimits = PackageWall.Inspection.InspectionLimits;

namespace PackageWall.Fuzzing.Tests;

/// <summary>What holds for every archive, layer and version, not only for those that somebody thought of. Seeds are fixed: a red run is red again.</summary>
public sealed class PropertyTests
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(0x5EED, 0x5EED | 1);

    private static readonly Gen<byte[]> Contents = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();

    private static readonly Gen<(string Path, byte[] Content)[]> Files = Contents.Zip(Gen.Elements("a.js", "lib/b.py", "c d.txt", "d-é.json")).Select(pair => (pair.Item2, pair.Item1)).ArrayOf()
        .Select(files => files.DistinctBy(file => file.Item2).Select((file, at) => ($"package/{at}-{file.Item1}", file.Item2)).Prepend(("package/package.json", "{}"u8.ToArray())).ToArray());

    [Fact]
    public void What_honest_tools_pack_comes_out_whole_and_without_a_word() => Check.One(Seeded, Prop.ForAll(Files.ToArbitrary(), files =>
    {
        foreach (byte[] archive in new[] { HonestArchives.Tar(files), HonestArchives.TarGz(files), HonestArchives.Zip(files) })
        {
            ArchiveReading reading = ArchiveReader.Read(archive, null, InspectionLimits.Default, default);
            reading.Anomalies.Where(anomaly => anomaly.Severity != AnomalySeverity.Note).ShouldBeEmpty();
            reading.Entries.Select(entry => (entry.Path, Convert.ToHexString(entry.Content.Span))).ShouldBe(files.Select(file => (file.Path, Convert.ToHexString(file.Content))));
        }
    }));

    [Fact]
    public void Every_cut_of_an_archive_is_told() => Check.One(Seeded, Prop.ForAll(Files.Zip(Gen.Choose(1, 99)).ToArbitrary(), cut =>
    {
        foreach (byte[] archive in new[] { HonestArchives.TarGz(cut.Item1), HonestArchives.Zip(cut.Item1) })
        {
            ArchiveReading reading = ArchiveReader.Read(archive.AsMemory(0, archive.Length * cut.Item2 / 100), null, InspectionLimits.Default, default);
            reading.Anomalies.ShouldContain(anomaly => anomaly.Severity == AnomalySeverity.Reject);
        }
    }));

    [Fact]
    public void A_flipped_bit_is_told_or_changes_nothing() => Check.One(Seeded, Prop.ForAll(Files.Zip(Gen.Choose(0, int.MaxValue)).ToArbitrary(), flip =>
    {
        byte[] archive = HonestArchives.TarGz(flip.Item1);
        const int Header = 10;
        int bit = (Header * 8) + (flip.Item2 % ((archive.Length - Header) * 8));
        archive[bit / 8] ^= (byte)(1 << (bit % 8));
        ArchiveReading reading = ArchiveReader.Read(archive, null, InspectionLimits.Default, default);

        // Deflate can say the same in several ways: a flip that changes nothing needs no word.
        if (reading.Anomalies.Count == 0)
        {
            reading.Entries.Select(entry => (entry.Path, Convert.ToHexString(entry.Content.Span))).ShouldBe(flip.Item1.Select(file => (file.Path, Convert.ToHexString(file.Content))));
        }
    }));

    [Fact]
    public void What_is_encoded_is_decoded() => Check.One(Seeded, Prop.ForAll(Contents.Where(content => content.Length > 0).ToArbitrary(), content =>
    {
        foreach ((string encoding, byte[] encoded) in new[]
        {
            ("base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(content))), ("hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(content))),
            ("gzip", GzipBuilder.Pack(content)), ("deflate", GzipBuilder.Deflate(content)), ("reverse", content.AsEnumerable().Reverse().ToArray()),
            ("url", Encoding.ASCII.GetBytes(string.Concat(content.Select(value => $"%{value:x2}")))),
        })
        {
            Decoders.TryDecode(encoding, encoded, out byte[] decoded).ShouldBeTrue();
            decoded.ShouldBe(content, encoding);
        }
    }));

    [Fact]
    public void Versions_are_in_one_order() => Check.One(Seeded, Prop.ForAll(VersionTexts().Three().ToArbitrary(), three =>
    {
        foreach (Ecosystem ecosystem in Enum.GetValues<Ecosystem>())
        {
            PackageVersion[] versions = [.. new[] { three.Item1, three.Item2, three.Item3 }.Select(text => PackageVersion.TryParse(ecosystem, text, out PackageVersion? version) ? version : null).OfType<PackageVersion>()];
            foreach (PackageVersion a in versions)
            {
                foreach (PackageVersion b in versions)
                {
                    Math.Sign(a.CompareTo(b)).ShouldBe(-Math.Sign(b.CompareTo(a)));
                    (a.CompareTo(b) == 0).ShouldBe(a == b);
                    versions.Where(c => a <= b && b <= c && !(a <= c)).ShouldBeEmpty();
                }
            }
        }
    }));

    private static Gen<string> VersionTexts() =>
        from parts in Gen.Choose(0, 12).ArrayOf(3)
        from tail in Gen.Elements("", "-alpha", "-alpha.1", "-1", "-rc.2+b", "a1", "rc2", ".post1", ".dev3", "-beta", "+local.1", ".4")
        select string.Join('.', parts) + tail;
}
