using Microsoft.Net.Http.Headers;
using PackageWall.Core.Gate;

namespace PackageWall.Server.Endpoints;

/// <summary>Sends a released artifact: from the blob's file by the kernel, with ranges, HEAD and a strong entity tag.</summary>
internal static class ArtifactAnswer
{
    /// <summary>
    /// Sends it. <c>no-cache</c> makes clients ask again before they use their copy, so that a recall reaches them; asking costs one
    /// 304.
    /// </summary>
    public static async Task WriteAsync(HttpContext context, Admission.Admitted admitted, string contentType)
    {
        HttpResponse response = context.Response;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers["X-Content-Type-Options"] = "nosniff";
        var tag = new EntityTagHeaderValue($"\"{admitted.Artifact.Sha256}\"");
        DateTimeOffset stored = admitted.Artifact.StoredAt;
        if (admitted.Blob.Path is { } path)
        {
            await admitted.Blob.DisposeAsync().ConfigureAwait(false);
            await TypedResults.PhysicalFile(path, contentType, null, stored, tag, enableRangeProcessing: true).ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        await TypedResults.Stream(admitted.Blob.Stream, contentType, null, stored, tag, enableRangeProcessing: true).ExecuteAsync(context).ConfigureAwait(false);
    }
}
