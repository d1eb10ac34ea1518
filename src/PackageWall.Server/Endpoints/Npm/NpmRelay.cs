using System.Buffers;
using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Feeds.Npm;
using PackageWall.Server.Endpoints.Documents;

namespace PackageWall.Server.Endpoints.Npm;

/// <summary>Questions that the upstream answers: keys, attestations, search.</summary>
internal sealed class NpmRelay
{
    // GET /-/npm/v1/keys
    public Task KeysAsync(HttpContext context, Feed feed) =>
        PassAsync(context, feed, new RelayRequest("-/npm/v1/keys", "") { MaxAge = TimeSpan.FromDays(1) });

    // GET /-/npm/v1/attestations/{name}@{version}
    public Task AttestationsAsync(HttpContext context, Feed feed, NpmRequest.Attestations request) => PassAsync(
        context,
        feed,
        new RelayRequest($"-/npm/v1/attestations/{request.Name.Value.Replace("/", "%2f", StringComparison.Ordinal)}@{request.Version.Value}", "") { MaxAge = TimeSpan.FromDays(1) });

    // GET /-/v1/search
    public async Task SearchAsync(HttpContext context, Feed feed)
    {
        switch (await feed.Source.RelayAsync(new RelayRequest("-/v1/search", context.Request.QueryString.Value ?? "") { MaxAge = TimeSpan.FromMinutes(5) }, context.RequestAborted).ConfigureAwait(false))
        {
            case RelayAnswer.Known known:
                var output = new ArrayBufferWriter<byte>();
                if (!NpmSearchFilter.TryWrite(output, known.Document.Bytes, feed.IsInternal))
                {
                    throw new UnusableDocumentException("The upstream's search answer is not one.");
                }

                await WriteAsync(context, output.WrittenMemory, "application/json").ConfigureAwait(false);
                break;
            case var other:
                await OtherAsync(context, other, "the upstream has no search").ConfigureAwait(false);
                break;
        }
    }

    private static async Task PassAsync(HttpContext context, Feed feed, RelayRequest request)
    {
        switch (await feed.Source.RelayAsync(request, context.RequestAborted).ConfigureAwait(false))
        {
            case RelayAnswer.Known known:
                await WriteAsync(context, known.Document.Bytes, "application/json").ConfigureAwait(false);
                break;
            case var other:
                await OtherAsync(context, other, "the upstream has none").ConfigureAwait(false);
                break;
        }
    }

    private static Task OtherAsync(HttpContext context, RelayAnswer answer, string missing) => answer is RelayAnswer.Unavailable unavailable
        ? PackageAnswers.UnavailableAsync(context, unavailable.Why, unavailable.RetryAfter)
        : Problems.WriteAsync(context, 404, "missing", missing);

    private static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body, string contentType)
    {
        context.Response.ContentType = contentType;
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
