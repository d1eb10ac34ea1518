namespace PackageWall.Server.Endpoints.Documents;

/// <summary>A rewritten document in one representation, ready to send.</summary>
/// <param name="Pieces">The bytes, in pieces that stay off the large object heap.</param>
/// <param name="ContentType">Exact media type.</param>
/// <param name="Coding">How the bytes are compressed.</param>
/// <param name="ETag">Strong entity tag with quotes: differs for every representation and every decision.</param>
/// <param name="PlainLength">Length before compression; 0 says that there is no such document, whatever its compressed form is long.</param>
internal sealed record RenderedDocument(
    IReadOnlyList<ReadOnlyMemory<byte>> Pieces, string ContentType, ContentCoding Coding, string ETag, long PlainLength)
{
    /// <summary>Length of the bytes.</summary>
    public long Length { get; } = Pieces.Sum(piece => (long)piece.Length);

    /// <summary>
    /// Whether the bytes are gzip and are sent decompressed: clients that take no gzip are rare, and a second copy of a large document for them would
    /// push out many others.
    /// </summary>
    public bool IsInflated { get; init; }
}
