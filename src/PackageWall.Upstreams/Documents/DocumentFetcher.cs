using System.Net;
using PackageWall.Core.Documents;
using PackageWall.Upstreams.Http;

namespace PackageWall.Upstreams.Documents;

/// <summary>
/// Fetches documents through the store: fresh ones are not asked for again, others are revalidated, and the last known one stands in
/// when the upstream is away.
/// </summary>
internal sealed class DocumentFetcher(string feed, UpstreamClient client, IDocumentStore store, TimeProvider time)
{
    /// <summary>Packuments have reached 40 MB; this is after decompression.</summary>
    private const int MaxBytes = 128 << 20;

    /// <summary>Gets a document.</summary>
    /// <param name="url">Where it lies, which is also its key.</param>
    /// <param name="accept">What to accept.</param>
    /// <param name="maxAge">How old the stored copy may be before the upstream is asked.</param>
    /// <param name="check">Why a body cannot be what was asked for, or null; a broken answer never replaces a good one.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<FetchedDocument> GetAsync(
        Uri url,
        string? accept,
        TimeSpan maxAge,
        Func<StoredDocument, string?> check,
        CancellationToken cancellation)
    {
        string key = url.AbsoluteUri;
        StoredDocument? stored = await store.ReadAsync(feed, key, cancellation).ConfigureAwait(false);
        DateTimeOffset now = time.GetUtcNow();
        if (stored is not null && now - stored.FetchedAt < maxAge && now >= stored.FetchedAt)
        {
            return new FetchedDocument.Known(stored, IsStale: false);
        }

        var request = new UpstreamRequest(url) { Accept = accept, IfNoneMatch = stored?.ETag, IfModifiedSince = stored?.LastModified };
        using UpstreamResponse response = await client.GetDocumentAsync(request, cancellation).ConfigureAwait(false);
        if (response.Failure is not null)
        {
            return OrStale(stored, response.Failure, response.RetryAfter);
        }

        switch (response.Status)
        {
            case HttpStatusCode.NotModified when stored is not null:
                StoredDocument renewed = stored with { FetchedAt = now };
                await store.WriteAsync(feed, key, renewed, cancellation).ConfigureAwait(false);
                return new FetchedDocument.Known(renewed, IsStale: false);
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                return new FetchedDocument.Missing();
            case HttpStatusCode.OK:
                return await ReadAsync(key, stored, response, check, cancellation).ConfigureAwait(false);
            case var status:
                return OrStale(stored, $"{response.Url.Host} answers {(int)status}", TimeSpan.FromSeconds(30));
        }
    }

    private async Task<FetchedDocument> ReadAsync(
        string key,
        StoredDocument? stored,
        UpstreamResponse response,
        Func<StoredDocument, string?> check,
        CancellationToken cancellation)
    {
        ReadOnlyMemory<byte>? body;
        try
        {
            body = await BodyReader.ReadAsync(response.Message, MaxBytes, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when ((UpstreamClient.IsNetwork(failure) || failure is InvalidDataException) && !cancellation.IsCancellationRequested)
        {
            return OrStale(stored, $"{response.Url.Host} broke the document off ({UpstreamClient.Word(failure)})", TimeSpan.FromSeconds(30));
        }

        if (body is not { } bytes)
        {
            return OrStale(stored, $"the document at {response.Url.Host} is larger than {MaxBytes >> 20} MB", TimeSpan.FromMinutes(5));
        }

        var fetched = new StoredDocument(bytes, response.Url, time.GetUtcNow())
        {
            ContentType = response.Message.Content.Headers.ContentType?.ToString(),
            ETag = response.Message.Headers.ETag?.ToString(),
            LastModified = response.Message.Content.Headers.TryGetValues("Last-Modified", out IEnumerable<string>? values) ? values.FirstOrDefault() : null,
        };
        if (check(fetched) is { } wrong)
        {
            return OrStale(stored, $"{response.Url.Host} serves a document that cannot be used: {wrong}", TimeSpan.FromMinutes(1));
        }

        await store.WriteAsync(feed, key, fetched, cancellation).ConfigureAwait(false);
        return new FetchedDocument.Known(fetched, IsStale: false);
    }

    private static FetchedDocument OrStale(StoredDocument? stored, string why, TimeSpan retryAfter) =>
        stored is null ? new FetchedDocument.Unavailable(why, retryAfter) : new FetchedDocument.Known(stored, IsStale: true);
}
