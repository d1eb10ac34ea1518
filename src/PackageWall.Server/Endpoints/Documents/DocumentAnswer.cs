using System.Buffers;

namespace PackageWall.Server.Endpoints.Documents;

/// <summary>Sends documents: revalidated at each use, so that a decision is seen by the next request.</summary>
internal static class DocumentAnswer
{
    /// <summary>Sends a document, or 304 when the client has it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="document">What to send.</param>
    /// <param name="isStale">Whether the upstream could not be asked.</param>
    /// <param name="vary">What the representation depends on.</param>
    /// <param name="mayBeKept">Whether the client may keep it, to ask again each time whether it still holds.</param>
    public static Task WriteAsync(
        HttpContext context, RenderedDocument document, bool isStale, string vary = "Accept, Accept-Encoding", bool mayBeKept = true)
    {
        HttpResponse response = context.Response;
        IHeaderDictionary headers = response.Headers;
        headers.ETag = document.ETag;
        headers.CacheControl = mayBeKept ? "private, no-cache" : "private, no-store";
        headers.Vary = vary;
        if (isStale)
        {
            // RFC 9111 retired the Warning header; clients print neither, operators read both.
            headers["X-PackageWall-Stale"] = "the upstream cannot be reached; this is its last known document";
        }

        if (context.Request.Headers.IfNoneMatch is { Count: > 0 } known && EntityTags.Names(known, document.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        headers.ContentType = document.ContentType;
        if (document.Coding.Name() is { } coding)
        {
            headers.ContentEncoding = coding;
        }

        response.ContentLength = document.IsInflated ? document.PlainLength : document.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask
            : document.IsInflated ? InflateAsync(response.Body, document, context.RequestAborted)
            : document.Pieces.Count == 1 ? response.Body.WriteAsync(document.Pieces[0], context.RequestAborted).AsTask()
            : SendAsync(response.Body, document, context.RequestAborted);
    }

    // Kestrel copies all that it is given before it waits for the client. In pieces, a client that reads slowly costs one of them and
    // not a document of tens of megabytes.
    private static async Task SendAsync(Stream body, RenderedDocument document, CancellationToken cancellation)
    {
        for (int i = 0; i < document.Pieces.Count; i++)
        {
            await body.WriteAsync(document.Pieces[i], cancellation).ConfigureAwait(false);
        }
    }

    private static async Task InflateAsync(Stream body, RenderedDocument document, CancellationToken cancellation)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PieceStream.Piece);
        try
        {
            await using Stream plain = DocumentRecoding.Open(document);
            for (int read; (read = plain.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0;)
            {
                await body.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
