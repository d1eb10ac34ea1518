using System.Net;
using PackageWall.Core.Documents;
using PackageWall.Upstreams.Http;

namespace PackageWall.Upstreams.Documents;

/// <summary>Asks what is not about one package and hands the answer on.</summary>
internal sealed class Relay(UpstreamClient client, DocumentFetcher fetcher, TimeProvider time)
{
    private const int MaxBytes = 32 << 20;

    /// <summary>Keeps answers that may be a little old in the store, and asks anew for those that may not.</summary>
    public async Task<RelayAnswer> AskAsync(Uri url, RelayRequest request, CancellationToken cancellation)
    {
        if (request.Body is null && request.MaxAge > TimeSpan.Zero)
        {
            return await fetcher.GetAsync(url, "application/json", request.MaxAge, static _ => null, cancellation).ConfigureAwait(false) switch
            {
                FetchedDocument.Known known => new RelayAnswer.Known(known.Document),
                FetchedDocument.Missing => new RelayAnswer.Missing(),
                FetchedDocument.Unavailable unavailable => new RelayAnswer.Unavailable(unavailable.Why, unavailable.RetryAfter),
                var other => throw new InvalidOperationException($"Not an answer: {other.GetType().Name}."),
            };
        }

        using UpstreamResponse response = await client
            .GetDocumentAsync(new UpstreamRequest(url) { Accept = "application/json", Body = request.Body }, cancellation).ConfigureAwait(false);
        if (response.Failure is not null)
        {
            return new RelayAnswer.Unavailable(response.Failure, response.RetryAfter);
        }

        if (response.Status != HttpStatusCode.OK)
        {
            return new RelayAnswer.Missing();
        }

        try
        {
            return await BodyReader.ReadAsync(response.Message, MaxBytes, cancellation).ConfigureAwait(false) is { } body
                ? new RelayAnswer.Known(new StoredDocument(body, response.Url, time.GetUtcNow())
                {
                    ContentType = response.Message.Content.Headers.ContentType?.ToString(),
                })
                : new RelayAnswer.Unavailable($"{response.Url.Host} answers more than {MaxBytes >> 20} MB", TimeSpan.FromMinutes(1));
        }
        catch (Exception failure) when (UpstreamClient.IsNetwork(failure) && !cancellation.IsCancellationRequested)
        {
            return new RelayAnswer.Unavailable($"{response.Url.Host} broke the answer off", TimeSpan.FromSeconds(30));
        }
    }
}
