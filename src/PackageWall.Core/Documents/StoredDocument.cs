namespace PackageWall.Core.Documents;

/// <summary>A document as an upstream served it, decompressed, in memory of its own.</summary>
/// <param name="Bytes">The body.</param>
/// <param name="Url">The address it came from, after redirects.</param>
/// <param name="FetchedAt">When it was fetched or last found unchanged.</param>
public sealed record StoredDocument(ReadOnlyMemory<byte> Bytes, Uri Url, DateTimeOffset FetchedAt)
{
    /// <summary>Its media type, or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>Names its bytes (<see cref="DocumentRevision"/>).</summary>
    public string Revision { get; init; } = "";
}
