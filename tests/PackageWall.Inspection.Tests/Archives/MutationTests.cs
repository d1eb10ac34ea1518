using PackageWall.Inspection.Archives;
using PackageWall.Testing.Archives;

namespace PackageWall.Inspection.Tests.Archives;

/// <summary>Damage of any kind: never an exception, and never other files without a word.</summary>
public sealed class MutationTests
{
    [Theory]
    [InlineData("tar.gz")]
    [InlineData("zip")]
    [InlineData("tar")]
    public void Damaged_archives_give_the_same_files_or_an_anomaly(string format)
    {
        Random random = new(31);
        for (int round = 0; round < 1_500; round++)
        {
            byte[] honest = Make(format, random);
            Dictionary<string, string> before = SecondOpinion.Ours(Read(honest, format));

            ArchiveReading reading = Read(Damage(honest, random), format);

            reading.Anomalies.ShouldNotContain(anomaly => anomaly.Code == AnomalyCodes.ReaderFailed);
            bool isSilent = reading.Anomalies.All(anomaly => anomaly.Severity == AnomalySeverity.Note);

            // A plain tar has no checksum over contents, and a whole archive cut out of a splice is one: only there may bytes change.
            if (isSilent && format != "tar")
            {
                SecondOpinion.Agree(before, SecondOpinion.Ours(reading)).ShouldBeTrue($"round {round}");
            }
        }
    }

    [Fact]
    public void Noise_of_any_length_is_no_archive()
    {
        Random random = new(32);
        byte[][] starts = [[], [0x1f, 0x8b, 8], [0x1f, 0x8b, 8, 0], "PK\x03\x04"u8.ToArray(), "PK\x05\x06"u8.ToArray()];
        for (int round = 0; round < 5_000; round++)
        {
            byte[] noise = new byte[random.Next(700)];
            random.NextBytes(noise);
            byte[] start = starts[random.Next(starts.Length)];
            start.AsSpan(0, Math.Min(noise.Length, start.Length)).CopyTo(noise);

            ArchiveReading reading = Read(noise, null);

            reading.Anomalies.ShouldNotContain(anomaly => anomaly.Code == AnomalyCodes.ReaderFailed);
            reading.Anomalies.ShouldContain(anomaly => anomaly.Severity != AnomalySeverity.Note);
        }
    }

    private static byte[] Make(string format, Random random)
    {
        (string, byte[])[] files = [.. Enumerable.Range(0, random.Next(1, 5)).Select(i => ($"package/f{i}", Samples.Bytes(random, random.Next(800))))];
        return format switch
        {
            "zip" => HonestArchives.Zip(files),
            "tar" => HonestArchives.Tar(files),
            _ => HonestArchives.TarGz(files),
        };
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        byte[] damaged = [.. bytes];
        switch (random.Next(5))
        {
            case 0:
                return damaged[..random.Next(damaged.Length)];
            case 1:
                int cut = random.Next(damaged.Length);
                return [.. damaged[..cut], .. damaged[Math.Min(damaged.Length, cut + random.Next(1, 50))..]];
            case 2:
                int from = random.Next(damaged.Length);
                int length = random.Next(1, damaged.Length - from + 1);
                int to = random.Next(damaged.Length);
                return [.. damaged[..to], .. damaged[from..(from + length)], .. damaged[to..]];
            default:
                for (int flips = random.Next(1, 5); flips > 0; flips--)
                {
                    damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
                }

                return damaged;
        }
    }

    private static ArchiveReading Read(byte[] bytes, string? expected) =>
        ArchiveReader.Read(bytes, expected, InspectionLimits.Default, CancellationToken.None);
}
