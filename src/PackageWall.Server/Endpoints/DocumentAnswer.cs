using Microsoft.Net.Http.Headers;

namespace PackageWall.Server.Endpoints;

/// <summary>Sends documents: revalidated at each use, so that a decision is seen by the next request.</summary>
internal static class DocumentAnswer
{
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
    public static async Task WriteAsync(HttpContext context, RenderedDocument document, bool isStale, string vary = "Accept, Accept-Encoding")
    {
        HttpResponse response = context.Response;
        response.Headers.ETag = document.ETag;
        response.Headers.CacheControl = "private, no-cache";
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
            await response.Body.WriteAsync(document.Bytes, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
