using System.IO.Compression;
using PackageWall.Data.Model;
using PackageWall.Inspection.Reports;

namespace PackageWall.Data.Versions;

/// <summary>Reports as they are kept: JSON under Brotli, about a tenth of its size.</summary>
internal static class ReportCodec
{
    public static ReportRow ToRow(InspectionReport report)
    {
        var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            RecordJson.Write(brotli, report);
        }

        return new ReportRow { Sha256 = report.Sha256, Content = bytes.ToArray() };
    }

    public static InspectionReport ToReport(ReportRow row)
    {
        using var brotli = new BrotliStream(new MemoryStream(row.Content), CompressionMode.Decompress);
        return RecordJson.Read<InspectionReport>(brotli);
    }
}
