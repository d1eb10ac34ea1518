namespace PackageWall.Server.Endpoints;

/// <summary>A rewritten document in one representation, ready to send.</summary>
/// <param name="Bytes">The body, compressed when <paramref name="Encoding"/> is set.</param>
/// <param name="ContentType">Exact media type.</param>
/// <param name="Encoding"><c>gzip</c> or null.</param>
/// <param name="ETag">Strong entity tag with quotes: differs for every representation and every decision.</param>
internal sealed record RenderedDocument(ReadOnlyMemory<byte> Bytes, string ContentType, string? Encoding, string ETag)
{
    /// <summary>Whether nothing was written: there is no such document, whatever its compressed form is long.</summary>
    public bool IsEmpty { get; init; }
}
