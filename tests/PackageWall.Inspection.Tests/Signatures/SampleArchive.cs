using System.Security.Cryptography;
using System.Text;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;

namespace PackageWall.Inspection.Tests.Signatures;

/// <summary>The archive that a sample stands for, as its strict reader would have read it: what every real package has is added.</summary>
internal static class SampleArchive
{
    public static ArchiveReading Of(RuleSample sample, IReadOnlyList<SampleFile> files)
    {
        bool isWheel = sample.FileName.EndsWith(".whl", StringComparison.Ordinal);
        IReadOnlyList<SampleFile> whole = isWheel ? Wheel(files) : files;
        string top = sample.Ecosystem switch
        {
            Ecosystem.Npm => "package/",
            Ecosystem.PyPi when !isWheel => sample.FileName[..^".tar.gz".Length] + "/",
            _ => "",
        };
        return new ArchiveReading
        {
            Format = isWheel || sample.Ecosystem == Ecosystem.NuGet ? "zip" : "tar.gz",
            Entries = [.. whole.Select(file => new ArchiveEntry { Path = top + file.Path, Kind = ArchiveEntryKind.File, Content = file.Content })],
            Anomalies = [.. sample.Oddities.Select(Oddity)],
            UnpackedBytes = whole.Sum(file => file.Content.Length),
        };
    }

    private static ArchiveAnomaly Oddity(string text)
    {
        string[] words = text.Split(' ');
        return new ArchiveAnomaly(words[0], Enum.Parse<AnomalySeverity>(words[1], ignoreCase: true), 0, null, "Made for a sample.");
    }

    private static List<SampleFile> Wheel(IReadOnlyList<SampleFile> files)
    {
        string info = files.First(file => file.Path.EndsWith(".dist-info/METADATA", StringComparison.Ordinal)).Path[..^"METADATA".Length];
        List<SampleFile> whole = [.. files];
        if (whole.TrueForAll(file => file.Path != info + "WHEEL"))
        {
            whole.Add(new SampleFile(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: sample\nRoot-Is-Purelib: true\nTag: py3-none-any\n"u8.ToArray()));
        }

        if (whole.TrueForAll(file => file.Path != info + "RECORD"))
        {
            StringBuilder record = new();
            foreach (SampleFile file in whole)
            {
                string hash = Convert.ToBase64String(SHA256.HashData(file.Content.Span)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
                record.Append(file.Path).Append(",sha256=").Append(hash).Append(',').Append(file.Content.Length).Append('\n');
            }

            record.Append(info).Append("RECORD,,\n");
            whole.Add(new SampleFile(info + "RECORD", Encoding.UTF8.GetBytes(record.ToString())));
        }

        return whole;
    }
}
