using Microsoft.Net.Http.Headers;

namespace PackageWall.Server.Endpoints;

/// <summary>Sends documents: revalidated at each use, so that a decision is seen by the next request.</summary>
internal static class DocumentAnswer
{
    private const int Piece = 64 << 10;

    /// <summary>Whether the client takes gzip.</summary>
    public static bool TakesGzip(HttpRequest request)
    {
        foreach (StringWithQualityHeaderValue encoding in request.GetTypedHeaders().AcceptEncoding)
        {
            if ((encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) || encoding.Value == "*") && encoding.Quality is null or > 0.0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Sends a document, or 304 when the client has it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="document">What to send.</param>
    /// <param name="isStale">Whether the upstream could not be asked.</param>
    /// <param name="vary">What the representation depends on.</param>
    /// <param name="mayBeKept">Whether the client may keep it, to ask again each time whether it still holds.</param>
    public static async Task WriteAsync(
        HttpContext context, RenderedDocument document, bool isStale, string vary = "Accept, Accept-Encoding", bool mayBeKept = true)
    {
        HttpResponse response = context.Response;
        response.Headers.ETag = document.ETag;
        response.Headers.CacheControl = mayBeKept ? "private, no-cache" : "private, no-store";
        response.Headers.Vary = vary;
        if (isStale)
        {
            // RFC 9111 retired the Warning header; clients print neither, operators read both.
            response.Headers["X-PackageWall-Stale"] = "the upstream cannot be reached; this is its last known document";
        }

        if (context.Request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } known
            && known.Any(tag => tag.Compare(EntityTagHeaderValue.Parse(document.ETag), useStrongComparison: false) || tag.Equals(EntityTagHeaderValue.Any)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = document.ContentType;
        if (document.Encoding is not null)
        {
            response.Headers.ContentEncoding = document.Encoding;
        }

        response.ContentLength = document.Bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await SendAsync(response.Body, document.Bytes, context.RequestAborted).ConfigureAwait(false);
        }
    }

    // Kestrel copies all that it is given before it waits for the client. In pieces, a client that reads slowly costs one of them and
    // not a document of tens of megabytes.
    private static async Task SendAsync(Stream body, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        for (int sent = 0; sent < bytes.Length; sent += Piece)
        {
            await body.WriteAsync(bytes.Slice(sent, Math.Min(Piece, bytes.Length - sent)), cancellation).ConfigureAwait(false);
        }
    }
}
