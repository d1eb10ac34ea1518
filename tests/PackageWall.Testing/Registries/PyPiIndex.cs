using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace PackageWall.Testing.Registries;

/// <summary>
/// A simple index as the complete public one answers: JSON (PEP 691, 700, 714) and HTML (PEP 503) by <c>Accept</c>, redirects to
/// normalised names, entity tags, compression when it is asked for, files on a host of their own.
/// </summary>
public sealed class PyPiIndex(PyPiFileHost files) : FakeHost
{
    private readonly List<PyPiUpload> _uploads = [];

    /// <summary>Where the files lie.</summary>
    public PyPiFileHost Files { get; } = files;

    /// <summary>Whether it speaks JSON; an older index knows HTML only, and with it neither dates nor sizes.</summary>
    public bool SpeaksJson { get; set; } = true;

    /// <summary>The address of the project pages.</summary>
    public Uri Simple => new(Address, "simple/");

    /// <summary>Uploads a file to a project.</summary>
    /// <param name="project">Normalised.</param>
    /// <param name="fileName">A wheel or a source distribution.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="uploadedAt">When.</param>
    public PyPiUpload Upload(string project, string fileName, byte[] content, DateTimeOffset uploadedAt) =>
        Upload(new PyPiUpload(project, fileName, content) { UploadedAt = uploadedAt });

    /// <summary>Uploads a file.</summary>
    public PyPiUpload Upload(PyPiUpload upload)
    {
        ArgumentNullException.ThrowIfNull(upload);
        lock (_uploads)
        {
            _uploads.Add(upload);
        }

        Files.Add(upload);
        return upload;
    }

    /// <summary>How often a project's page was asked for.</summary>
    public int PageRequests(string project) => Requests.Count(request => request.Target == $"/simple/{project}/");

    /// <inheritdoc/>
    protected override async Task AnswerAsync(HttpContext context, string path)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(path);
        if (!path.StartsWith("/simple/", StringComparison.Ordinal) || path.Length == 8)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        string name = path[8..].TrimEnd('/');
        string normalised = Normalise(name);
        if (name != normalised || !path.EndsWith('/'))
        {
            context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
            context.Response.Headers.Location = $"/simple/{normalised}/";
            return;
        }

        PyPiUpload[] uploads;
        lock (_uploads)
        {
            uploads = [.. _uploads.Where(upload => upload.Project == normalised)];
        }

        if (uploads.Length == 0)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        bool json = SpeaksJson && context.Request.Headers.Accept.ToString().Contains("+json", StringComparison.Ordinal);
        await SendAsync(context, json, json ? PyPiPages.Json(normalised, uploads, Files.NamedAddress) : PyPiPages.Html(normalised, uploads, Files.NamedAddress)).ConfigureAwait(false);
    }

    private async Task SendAsync(HttpContext context, bool json, string page)
    {
        byte[] body = Encoding.UTF8.GetBytes(page);
        string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..16]}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.Vary = "Accept, Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = json ? "application/vnd.pypi.simple.v1+json" : SpeaksJson ? "application/vnd.pypi.simple.v1+html" : "text/html";
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write(body);
            }

            body = packed.ToArray();
            context.Response.Headers.ContentEncoding = "gzip";
        }

        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    // PEP 503, without leaning on the code under test.
    private static string Normalise(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (char c in name.ToLowerInvariant())
        {
            bool separator = c is '-' or '_' or '.';
            if (!separator)
            {
                result.Append(c);
            }
            else if (result.Length == 0 || result[^1] != '-')
            {
                result.Append('-');
            }
        }

        return result.ToString();
    }
}
