namespace PackageWall.Core.Documents;

/// <summary>What is known of a stored document without its bytes.</summary>
/// <param name="Url">The address it came from, after redirects.</param>
/// <param name="FetchedAt">When it was fetched or last found unchanged.</param>
/// <param name="Revision">Names its bytes (<see cref="DocumentRevision"/>).</param>
public sealed record DocumentHead(Uri Url, DateTimeOffset FetchedAt, string Revision)
{
    /// <summary>Its media type, or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>Its entity tag as sent, for conditional requests, or null.</summary>
    public string? ETag { get; init; }

    /// <summary>Its <c>Last-Modified</c> as sent, or null.</summary>
    public string? LastModified { get; init; }
}
