using PackageWall.Core.Documents;

namespace PackageWall.Upstreams.Documents;

/// <summary>What came of asking for one document of an upstream.</summary>
internal abstract record FetchedDocument
{
    /// <summary>Its last known bytes. <paramref name="IsStale"/> when the upstream could not be asked.</summary>
    public sealed record Known(StoredDocument Document, bool IsStale) : FetchedDocument;

    public sealed record Missing : FetchedDocument;

    public sealed record Unavailable(string Why, TimeSpan RetryAfter) : FetchedDocument;
}
