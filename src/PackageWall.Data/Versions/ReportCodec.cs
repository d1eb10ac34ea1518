using System.Buffers;
using System.IO.Compression;
using PackageWall.Data.Model;
using PackageWall.Inspection.Reports;

namespace PackageWall.Data.Versions;

/// <summary>Reports as they are kept: JSON under Brotli, about a tenth of its size.</summary>
internal static class ReportCodec
{
    // The fastest levels take each piece that they are given for itself, so the whole goes at once: smaller, and with less work, than piece by
    // piece through a stream.
    private const int Quality = 1;
    private const int Window = 20;

    public static ReportRow ToRow(InspectionReport report)
    {
        byte[] json = RecordJson.WriteBytes(report);
        byte[] room = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(json.Length));
        try
        {
            return BrotliEncoder.TryCompress(json, room, out int written, Quality, Window)
                ? new ReportRow { Sha256 = report.Sha256, Content = room.AsSpan(0, written).ToArray() }
                : throw new InvalidDataException("A report could not be compressed.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    public static InspectionReport ToReport(ReportRow row)
    {
        using var brotli = new BrotliStream(new MemoryStream(row.Content), CompressionMode.Decompress);
        return RecordJson.Read<InspectionReport>(brotli);
    }
}
