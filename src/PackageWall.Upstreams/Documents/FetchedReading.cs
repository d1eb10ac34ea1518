using PackageWall.Core.Documents;

namespace PackageWall.Upstreams.Documents;

/// <summary>What came of asking for one document of an upstream, read.</summary>
internal abstract record FetchedReading<T>
{
    /// <summary>What its last known bytes say. <paramref name="IsStale"/> when the upstream could not be asked.</summary>
    public sealed record Known(T Value, DocumentHead Head, bool IsStale) : FetchedReading<T>;

    public sealed record Missing : FetchedReading<T>;

    public sealed record Unavailable(string Why, TimeSpan RetryAfter) : FetchedReading<T>;
}

/// <summary>What a document's bytes say, or why they cannot be what was asked for. The value must not point into the bytes.</summary>
internal sealed record DocumentReading<T>(T? Value, string? Wrong)
    where T : class;

/// <summary>What is in memory of a document already: the same revision is not read again.</summary>
internal sealed record KnownReading<T>(string Revision, T Value)
    where T : class;
