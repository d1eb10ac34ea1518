using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace PackageWall.Testing.Registries;

/// <summary>The second host of a Python index, where its files lie. It knows ranges, as a content network does.</summary>
public sealed class PyPiFileHost : FakeHost
{
    private readonly List<PyPiUpload> _uploads = [];

    /// <summary>The same address by another name than the pages' host has: to the wall a host of its own.</summary>
    public Uri NamedAddress => new($"http://localhost:{Address.Port}/");

    /// <summary>Puts a file there.</summary>
    public void Add(PyPiUpload upload)
    {
        lock (_uploads)
        {
            _uploads.Add(upload);
        }
    }

    /// <summary>How many requests asked for a file, ranges and all; its metadata aside.</summary>
    public int Downloads(PyPiUpload upload) => Requests.Count(request => request.Target == upload.Path);

    /// <inheritdoc/>
    protected override async Task AnswerAsync(HttpContext context, string path)
    {
        PyPiUpload? found;
        lock (_uploads)
        {
            found = _uploads.FirstOrDefault(upload => path == upload.Path || path == upload.Path + ".metadata");
        }

        byte[]? content = found is null ? null : path == found.Path ? found.Content : found.Metadata;
        if (content is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "application/octet-stream";
        context.Response.Headers.AcceptRanges = "bytes";
        ReadOnlyMemory<byte> body = content;
        if (context.Request.Headers.Range.ToString() is { } range && range.StartsWith("bytes=", StringComparison.Ordinal) && range.EndsWith('-')
            && int.TryParse(range[6..^1], CultureInfo.InvariantCulture, out int from) && from < content.Length)
        {
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{content.Length - 1}/{content.Length}");
            body = body[from..];
        }

        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
