using System.Net;
using PackageWall.Core.Documents;
using PackageWall.Upstreams.Http;

namespace PackageWall.Upstreams.Documents;

/// <summary>
/// Fetches documents through the store: fresh ones are not asked for again, others are revalidated, and the last known one stands in
/// when the upstream is away. Bytes are in borrowed memory, and only while they are read.
/// </summary>
internal sealed class DocumentFetcher(string feed, UpstreamClient client, IDocumentStore store, DocumentBuffers buffers, TimeProvider time)
{
    /// <summary>Packuments have reached 40 MB; this is after decompression.</summary>
    private const int MaxBytes = 128 << 20;

    /// <summary>Gets a document with its bytes.</summary>
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
        FetchedReading<StoredDocument> fetched = await ReadAsync<StoredDocument>(
            url,
            accept,
            maxAge,
            known: null,
            document => check(document) is { } wrong
                ? new DocumentReading<StoredDocument>(null, wrong)
                : new DocumentReading<StoredDocument>(document with { Bytes = document.Bytes.ToArray() }, null),
            cancellation).ConfigureAwait(false);
        return fetched switch
        {
            FetchedReading<StoredDocument>.Known known => new FetchedDocument.Known(known.Value with { FetchedAt = known.Head.FetchedAt }, known.IsStale),
            FetchedReading<StoredDocument>.Missing => new FetchedDocument.Missing(),
            FetchedReading<StoredDocument>.Unavailable unavailable => new FetchedDocument.Unavailable(unavailable.Why, unavailable.RetryAfter),
            _ => throw new InvalidOperationException($"Not an answer: {fetched.GetType().Name}."),
        };
    }

    /// <summary>Gets what a document says.</summary>
    /// <param name="url">Where it lies, which is also its key.</param>
    /// <param name="accept">What to accept.</param>
    /// <param name="maxAge">How old the stored copy may be before the upstream is asked.</param>
    /// <param name="known">What was read of it before, or null.</param>
    /// <param name="read">Reads it; a broken answer never replaces a good one.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<FetchedReading<T>> ReadAsync<T>(
        Uri url,
        string? accept,
        TimeSpan maxAge,
        KnownReading<T>? known,
        Func<StoredDocument, DocumentReading<T>> read,
        CancellationToken cancellation)
        where T : class
    {
        string key = url.AbsoluteUri;
        DocumentHead? stored = await store.ReadHeadAsync(feed, key, cancellation).ConfigureAwait(false);
        DateTimeOffset now = time.GetUtcNow();
        bool isFresh = stored is not null && now - stored.FetchedAt < maxAge && now >= stored.FetchedAt;
        if (stored is not null && (isFresh || client.IsAway(url)))
        {
            return await FromStoreAsync(key, stored, isStale: !isFresh, known, read, cancellation).ConfigureAwait(false);
        }

        var request = new UpstreamRequest(url) { Accept = accept, IfNoneMatch = stored?.ETag, IfModifiedSince = stored?.LastModified };
        using UpstreamResponse response = await client.GetDocumentAsync(request, cancellation).ConfigureAwait(false);
        (string Why, TimeSpan RetryAfter) failure;
        switch (response.Failure is null ? response.Status : default)
        {
            case HttpStatusCode.NotModified when stored is not null:
                DocumentHead renewed = stored with { FetchedAt = now };
                await store.RenewAsync(feed, key, renewed, cancellation).ConfigureAwait(false);
                return await FromStoreAsync(key, renewed, isStale: false, known, read, cancellation).ConfigureAwait(false);
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                return new FetchedReading<T>.Missing();
            case HttpStatusCode.OK:
                (FetchedReading<T>? taken, failure) = await TakeAsync(key, response, known, read, cancellation).ConfigureAwait(false);
                if (taken is not null)
                {
                    return taken;
                }

                break;
            case default(HttpStatusCode):
                failure = (response.Failure!, response.RetryAfter);
                break;
            case var status:
                failure = ($"{response.Url.Host} answers {(int)status}", TimeSpan.FromSeconds(30));
                break;
        }

        return stored is null
            ? new FetchedReading<T>.Unavailable(failure.Why, failure.RetryAfter)
            : await FromStoreAsync(key, stored, isStale: true, known, read, cancellation).ConfigureAwait(false);
    }

    /// <summary>Opens the stored bytes of a document; null when the store has none of that revision any more.</summary>
    public async Task<OpenDocument?> OpenAsync(Uri url, string revision, CancellationToken cancellation)
    {
        OpenDocument? opened = await store.OpenAsync(feed, url.AbsoluteUri, cancellation).ConfigureAwait(false);
        if (opened is not null && opened.Head.Revision != revision)
        {
            opened.Dispose();
            return null;
        }

        return opened;
    }

    private async Task<FetchedReading<T>> FromStoreAsync<T>(
        string key,
        DocumentHead head,
        bool isStale,
        KnownReading<T>? known,
        Func<StoredDocument, DocumentReading<T>> read,
        CancellationToken cancellation)
        where T : class
    {
        if (known?.Revision == head.Revision)
        {
            return new FetchedReading<T>.Known(known.Value, head, isStale);
        }

        using OpenDocument? opened = await store.OpenAsync(feed, key, cancellation).ConfigureAwait(false);
        if (opened is null)
        {
            return new FetchedReading<T>.Unavailable("the stored document cannot be opened", TimeSpan.FromSeconds(5));
        }

        // Another may have been stored since the head was read; what is read and what is told of it belong together.
        DocumentHead current = opened.Head.Revision == head.Revision ? head : opened.Head;
        return read(Document(current, opened.Bytes)) is { Value: { } value }
            ? new FetchedReading<T>.Known(value, current, isStale)
            : new FetchedReading<T>.Unavailable("the stored document cannot be read", TimeSpan.FromMinutes(1));
    }

    private async Task<(FetchedReading<T>? Taken, (string Why, TimeSpan RetryAfter) Failure)> TakeAsync<T>(
        string key,
        UpstreamResponse response,
        KnownReading<T>? known,
        Func<StoredDocument, DocumentReading<T>> read,
        CancellationToken cancellation)
        where T : class
    {
        // Of the right length from the start where it is known: growing copies what was never written.
        long promised = response.Message.Content.Headers.ContentLength ?? 0;
        DocumentBuffer buffer = await buffers.RentAsync(promised < MaxBytes ? (int)promised + 1 : 0, cancellation).ConfigureAwait(false);
        using IDisposable owner = buffer;
        int? length;
        try
        {
            length = await DocumentBody.ReadAsync(response.Message, buffer, MaxBytes, time, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when ((UpstreamClient.IsNetwork(failure) || failure is InvalidDataException) && !cancellation.IsCancellationRequested)
        {
            return (null, ($"{response.Url.Host} broke the document off ({UpstreamClient.Word(failure)})", TimeSpan.FromSeconds(30)));
        }

        if (length is null)
        {
            return (null, ($"the document at {response.Url.Host} is larger than {MaxBytes >> 20} MB", TimeSpan.FromMinutes(5)));
        }

        ReadOnlyMemory<byte> bytes = buffer.Memory[..length.Value];
        var head = new DocumentHead(response.Url, time.GetUtcNow(), DocumentRevision.Of(bytes.Span))
        {
            ContentType = response.Message.Content.Headers.ContentType?.ToString(),
            ETag = response.Message.Headers.ETag?.ToString(),
            LastModified = response.Message.Content.Headers.TryGetValues("Last-Modified", out IEnumerable<string>? values) ? values.FirstOrDefault() : null,
        };
        DocumentReading<T> reading = read(Document(head, bytes));
        if (reading.Value is not { } value)
        {
            return (null, ($"{response.Url.Host} serves a document that cannot be used: {reading.Wrong}", TimeSpan.FromMinutes(1)));
        }

        await store.WriteAsync(feed, key, head, bytes, cancellation).ConfigureAwait(false);

        // The same bytes as before under another tag: what was read of them stays, with all that was made of it.
        return (new FetchedReading<T>.Known(known?.Revision == head.Revision ? known.Value : value, head, IsStale: false), default);
    }

    private static StoredDocument Document(DocumentHead head, ReadOnlyMemory<byte> bytes) =>
        new(bytes, head.Url, head.FetchedAt) { ContentType = head.ContentType, Revision = head.Revision };
}
