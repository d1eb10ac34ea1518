using System.Globalization;
using System.IO.Pipelines;
using Microsoft.Net.Http.Headers;
using Microsoft.Win32.SafeHandles;
using PackageWall.Core.Gate;

namespace PackageWall.Server.Endpoints.Artifacts;

/// <summary>Sends a released artifact: from the blob's file, with ranges, HEAD and a strong entity tag, in memory that does not grow with its size.</summary>
internal static class ArtifactAnswer
{
    private const int Piece = 64 << 10;

    /// <summary>
    /// Sends it. <c>no-cache</c> makes clients ask again before they use their copy, so that a recall reaches them; asking costs one
    /// 304. Never <c>immutable</c>: the bytes do not change, but whether they may be used does.
    /// </summary>
    public static Task WriteAsync(HttpContext context, Admission.Admitted admitted, string contentType)
    {
        IHeaderDictionary asked = context.Request.Headers;
        if (asked.Range.Count > 0 && !asked.Range.ToString().StartsWith("bytes=", StringComparison.OrdinalIgnoreCase))
        {
            // RFC 9110, section 14.2: a unit that is not known is ignored; the framework would take it for bytes.
            asked.Remove("Range");
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = "private, no-cache";
        headers.XContentTypeOptions = "nosniff";
        string tag = $"\"{admitted.Artifact.Sha256}\"";
        return admitted.Blob.Stream is FileStream file && IsWhole(asked)
            ? SendAsync(context, admitted, file, contentType, tag)
            : TypedResults.Stream(admitted.Blob.Stream, contentType, null, admitted.Artifact.StoredAt, new EntityTagHeaderValue(tag), enableRangeProcessing: true)
                .ExecuteAsync(context);
    }

    // Whether all of it is asked for, or nothing if the client has it. Everything else is left to the framework, which knows the rules.
    private static bool IsWhole(IHeaderDictionary asked) =>
        asked.Range.Count == 0
        && asked.IfMatch.Count == 0
        && asked.IfUnmodifiedSince.Count == 0
        && (asked.IfModifiedSince.Count == 0 || asked.IfNoneMatch.Count > 0);

    // Measured against the framework's SendFileAsync, which opens the file a second time and copies it through a buffer of its own.
    private static async Task SendAsync(HttpContext context, Admission.Admitted admitted, FileStream file, string contentType, string tag)
    {
        HttpResponse response = context.Response;
        try
        {
            response.Headers.ETag = tag;
            response.Headers.LastModified = admitted.Artifact.StoredAt.ToString("r", CultureInfo.InvariantCulture);
            response.Headers.AcceptRanges = "bytes";
            if (context.Request.Headers.IfNoneMatch is { Count: > 0 } known && EntityTags.Names(known, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            long length = admitted.Blob.Identity.Length;
            response.Headers.ContentType = contentType;
            response.ContentLength = length;
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                // Once the headers are out, the writer's memory is the connection's own: what is read from the file is not copied again.
                await response.StartAsync(context.RequestAborted).ConfigureAwait(false);
                await CopyAsync(file.SafeFileHandle, length, response.BodyWriter, context.RequestAborted).ConfigureAwait(false);
            }
        }
        finally
        {
            await file.DisposeAsync().ConfigureAwait(false);
        }
    }

    // On Linux an asynchronous read of a file is a blocking one on another thread of the same pool, and nearly all that is asked for is
    // in the page cache: read here.
    private static async Task CopyAsync(SafeFileHandle file, long length, PipeWriter output, CancellationToken cancellation)
    {
        for (long sent = 0; sent < length;)
        {
            int wanted = (int)Math.Min(length - sent, Piece);
            int read = RandomAccess.Read(file, output.GetSpan(wanted)[..wanted], sent);
            if (read == 0)
            {
                throw new EndOfStreamException("A blob is shorter than it was when it was opened.");
            }

            output.Advance(read);
            sent += read;
            FlushResult flushed = await output.FlushAsync(cancellation).ConfigureAwait(false);
            if (flushed.IsCompleted)
            {
                return;
            }
        }
    }
}
