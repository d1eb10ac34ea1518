using System.IO.Compression;
using System.Text;
using PackageWall.Data.Model;
using PackageWall.Data.Versions;
using PackageWall.Inspection.Reports;

namespace PackageWall.Data.Tests.Versions;

public sealed class ReportCodecTests
{
    [Fact]
    public void Every_member_of_a_report_survives()
    {
        InspectionReport report = Samples.Report(Samples.Sha256("x"));

        ReportCodec.ToReport(ReportCodec.ToRow(report)).ShouldHoldTheSameAs(report);
    }

    [Fact]
    public void A_report_of_an_earlier_release_without_newer_members_reads_with_their_defaults()
    {
        const string old = """{"ecosystem":"Npm","sha256":"ab","verdict":"Clean","profile":{"bytes":1},"signatures":"r0"}""";

        InspectionReport report = ReportCodec.ToReport(new ReportRow { Sha256 = "ab", Content = Compress(old) });

        report.Findings.ShouldNotBeNull().ShouldBeEmpty();
        report.Layers.ShouldNotBeNull().ShouldBeEmpty();
        report.Profile.Files.ShouldNotBeNull().ShouldBeEmpty();
    }

    private static byte[] Compress(string json)
    {
        var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(Encoding.UTF8.GetBytes(json));
        }

        return bytes.ToArray();
    }
}
