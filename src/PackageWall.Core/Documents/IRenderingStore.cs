namespace PackageWall.Core.Documents;

/// <summary>
/// Keeps rewritten documents beyond the memory and beyond a restart. Only a convenience: whatever cannot be read, or is not what is
/// asked for, is written anew out of the upstream's document.
/// </summary>
public interface IRenderingStore
{
    /// <summary>The rendering under a name, or null when there is none, it was cut or altered, or it is of another revision.</summary>
    Task<StoredRendering?> ReadAsync(string name, ViewRevision revision, CancellationToken cancellation);

    /// <summary>Replaces the rendering under a name in one step.</summary>
    Task WriteAsync(string name, StoredRendering rendering, CancellationToken cancellation);
}

/// <summary>A rewritten document in one representation, compressed or not.</summary>
/// <param name="Revision">The view it was written for.</param>
/// <param name="ContentType">Exact media type.</param>
/// <param name="ETag">Strong entity tag with quotes.</param>
/// <param name="PlainLength">Length before compression.</param>
/// <param name="Pieces">The bytes, in pieces that stay off the large object heap.</param>
public sealed record StoredRendering(ViewRevision Revision, string ContentType, string ETag, long PlainLength, IReadOnlyList<ReadOnlyMemory<byte>> Pieces)
{
    /// <summary>Bytes in all.</summary>
    public long Length { get; } = Pieces.Sum(piece => (long)piece.Length);
}
