using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace PackageWall.Server.Endpoints.Documents;

/// <summary>Makes one representation of a document out of another.</summary>
internal static class DocumentRecoding
{
    /// <summary>Names and completes what was written.</summary>
    public static RenderedDocument Finish(CompressingWriter writer, string contentType, ContentCoding coding)
    {
        IReadOnlyList<ReadOnlyMemory<byte>> pieces = writer.Finish();

        // The media type counts: the same bytes under two of them are two representations, and a cache must not confuse them.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(contentType + "\n"));
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            hash.AppendData(piece.Span);
        }

        return new RenderedDocument(pieces, contentType, coding, $"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16))}{Ending(coding)}\"", writer.PlainLength);
    }

    /// <summary>Decompresses a document and compresses it in another way.</summary>
    public static RenderedDocument Recode(RenderedDocument gzip, ContentCoding coding)
    {
        using var writer = new CompressingWriter(coding);
        using Stream plain = Open(gzip);
        while (true)
        {
            int read = plain.Read(writer.GetSpan(16 << 10));
            if (read == 0)
            {
                return Finish(writer, gzip.ContentType, coding);
            }

            writer.Advance(read);
        }
    }

    /// <summary>The same bytes, to be decompressed when they are sent.</summary>
    public static RenderedDocument Inflated(RenderedDocument gzip) => gzip with
    {
        Coding = ContentCoding.Identity,
        ETag = gzip.ETag.Replace(Ending(ContentCoding.Gzip), Ending(ContentCoding.Identity), StringComparison.Ordinal),
        IsInflated = true,
    };

    /// <summary>Reads the plain document.</summary>
    public static Stream Open(RenderedDocument gzip) => new GZipStream(new PieceReader(gzip.Pieces), CompressionMode.Decompress);

    private static string Ending(ContentCoding coding) => coding switch
    {
        ContentCoding.Gzip => "-gz",
        ContentCoding.Brotli => "-br",
        _ => "-id",
    };
}
