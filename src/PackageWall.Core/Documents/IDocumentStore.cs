namespace PackageWall.Core.Documents;

/// <summary>Keeps the last bytes that an upstream served for each of its documents, so that the wall still answers when it is away.</summary>
public interface IDocumentStore
{
    /// <summary>The last document under a key, or null. A file that was cut short or altered counts as none.</summary>
    Task<StoredDocument?> ReadAsync(string feed, string key, CancellationToken cancellation);

    /// <summary>Replaces the document in one step.</summary>
    Task WriteAsync(string feed, string key, StoredDocument document, CancellationToken cancellation);
}

/// <summary>A document as an upstream served it, decompressed.</summary>
/// <param name="Bytes">The body.</param>
/// <param name="Url">The address it came from, after redirects.</param>
/// <param name="FetchedAt">When it was fetched or last found unchanged.</param>
public sealed record StoredDocument(ReadOnlyMemory<byte> Bytes, Uri Url, DateTimeOffset FetchedAt)
{
    /// <summary>Its media type, or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>Its entity tag as sent, for conditional requests, or null.</summary>
    public string? ETag { get; init; }

    /// <summary>Its <c>Last-Modified</c> as sent, or null.</summary>
    public string? LastModified { get; init; }
}
