using System.Buffers;
using PackageWall.Core.Blobs;
using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Core.Gate;
using PackageWall.Core.Standings;
using PackageWall.Feeds.PyPi;
using PackageWall.Packages;
using PackageWall.Server.Endpoints.Artifacts;
using PackageWall.Server.Endpoints.Documents;

namespace PackageWall.Server.Endpoints.PyPi;

/// <summary>The simple index: project pages, files, and their metadata beside them. A project page is never an error for a verdict: pip shows nothing of it.</summary>
internal sealed class PyPiEndpoints(PackageAnswers packages, ArtifactGate gate, StandingBook book, IBlobStore blobs) : IFeedEndpoints
{
    /// <summary>pip gives up a read after 15 s.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SimpleFormatChoices _formats = new();
    private Func<Feed, PackageView, IBufferWriter<byte>, Task<bool>>? _json;
    private Func<Feed, PackageView, IBufferWriter<byte>, Task<bool>>? _html;
    private Func<Feed, PackageView, IBufferWriter<byte>, Task<bool>>? _legacyHtml;

    public Ecosystem Ecosystem => Ecosystem.PyPi;

    public Task HandleAsync(HttpContext context, Feed feed, string path)
    {
        PyPiRequestPath request = PyPiRequestPath.Parse(path);
        if (request is PyPiRequestPath.Invalid invalid)
        {
            return Problems.WriteAsync(context, 400, "bad-request", invalid.Reason);
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            return Problems.WriteAsync(context, 405, "read-only", "this is a mirror to install from; upload to the index itself");
        }

        return request switch
        {
            PyPiRequestPath.Project project => PageAsync(context, feed, project.Name),
            PyPiRequestPath.ProjectRedirect redirect => RedirectAsync(context, feed, redirect.Target),
            PyPiRequestPath.File file => FileAsync(context, feed, file.Name, file.Distribution.FileName),
            PyPiRequestPath.Metadata metadata => MetadataAsync(context, feed, metadata.Name, metadata.Distribution.FileName),
            PyPiRequestPath.Root => Problems.WriteAsync(context, 404, "not-listed", "the list of all projects is not served; ask for one project"),
            _ => Problems.WriteAsync(context, 404, "unknown", "there is simple/{project}/ and files/{project}/{file}"),
        };
    }

    // GET /simple/{project}/
    private async Task PageAsync(HttpContext context, Feed feed, PackageName project)
    {
        SimpleFormat format = _formats.Choose(context.Request);
        if (format == SimpleFormat.NotAcceptable)
        {
            await Problems.WriteAsync(context, 406, "not-acceptable", $"pages come as {SimpleFormat.Json.ContentType()} or {SimpleFormat.Html.ContentType()}").ConfigureAwait(false);
            return;
        }

        string representation = Representation(format);
        if (await packages.GlimpseAsync(context, feed, project, representation).ConfigureAwait(false) is ({ } ready, { } glimpse))
        {
            await DocumentAnswer.WriteAsync(context, ready, glimpse.Source.IsStale).ConfigureAwait(false);
            return;
        }

        if (await packages.ViewAsync(context, feed, project).ConfigureAwait(false) is { } view
            && await packages.RenderAsync(context, feed, view, representation, format.ContentType(), Writer(format)).ConfigureAwait(false) is ({ } document, { } written))
        {
            await DocumentAnswer.WriteAsync(context, document, written.Document.IsStale).ConfigureAwait(false);
        }
    }

    private static string Representation(SimpleFormat format) => format switch
    {
        SimpleFormat.Json => nameof(SimpleFormat.Json),
        SimpleFormat.Html => nameof(SimpleFormat.Html),
        _ => nameof(SimpleFormat.LegacyHtml),
    };

    // Made once and not for each request.
    private Func<Feed, PackageView, IBufferWriter<byte>, Task<bool>> Writer(SimpleFormat format) => format switch
    {
        SimpleFormat.Json => _json ??= (feed, view, output) => WriteAsync(feed, view, output, SimpleFormat.Json),
        SimpleFormat.Html => _html ??= (feed, view, output) => WriteAsync(feed, view, output, SimpleFormat.Html),
        _ => _legacyHtml ??= (feed, view, output) => WriteAsync(feed, view, output, SimpleFormat.LegacyHtml),
    };

    private Task<bool> WriteAsync(Feed feed, PackageView view, IBufferWriter<byte> output, SimpleFormat format)
    {
        var options = new SimplePageOptions
        {
            Display = feed.Definition.Policy.Withheld,
            Metadata = Metadata(view.Standings),
            WithheldFiles = view.WithheldFiles,
        };
        output.Write(SimplePageWriter.Write(((PyPiDocument)view.Document).Page, packages.ForWriters(feed, view), options, format));
        return Task.FromResult(true);
    }

    // GET /files/{project}/{file}
    private async Task FileAsync(HttpContext context, Feed feed, PackageName project, string fileName)
    {
        switch (await gate.AdmitAsync(feed, project, fileName, Patience, context.RequestAborted).ConfigureAwait(false))
        {
            case Admission.Admitted admitted:
                await ArtifactAnswer.WriteAsync(context, admitted, "application/octet-stream").ConfigureAwait(false);
                break;
            case Admission.Refused refused:
                await RefusalAnswer.WriteAsync(context, StatusCodes.Status403Forbidden, refused.Refusal).ConfigureAwait(false);
                break;
            case Admission.Missing missing:
                await Problems.WriteAsync(context, 404, "missing", missing.What).ConfigureAwait(false);
                break;
            case Admission.Unavailable { IsPending: true } pending:
                // pip waits and asks again on 429, and prints its phrase in the end; of 503 it prints nothing.
                await Problems.WriteAsync(context, 429, "pending", pending.Why, pending.RetryAfter).ConfigureAwait(false);
                break;
            case Admission.Unavailable unavailable:
                await Problems.WriteAsync(context, 503, "unavailable", unavailable.Why, unavailable.RetryAfter).ConfigureAwait(false);
                break;
        }
    }

    // GET /files/{project}/{file}.metadata: for withheld files, too. pip needs it to say which version it is about to be refused.
    private async Task MetadataAsync(HttpContext context, Feed feed, PackageName project, string fileName)
    {
        PackageStandings standings = await book.GetAsync(feed.Name, project).ConfigureAwait(false);
        if (standings.FindArtifact(fileName) is not { Artifact.MetadataSha256: { } sha256 }
            || await blobs.OpenAsync(sha256, context.RequestAborted).ConfigureAwait(false) is not { } blob)
        {
            await Problems.WriteAsync(context, 404, "missing", $"{fileName} has no metadata here").ConfigureAwait(false);
            return;
        }

        await using (blob)
        {
            context.Response.ContentType = "application/octet-stream";
            context.Response.Headers.CacheControl = "private, no-cache";
            context.Response.Headers.ETag = $"\"{sha256}\"";
            context.Response.ContentLength = blob.Identity.Length;
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await blob.Stream.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
            }
        }
    }

    private static Dictionary<string, string> Metadata(PackageStandings standings) => standings.Records.Values
        .SelectMany(record => record.Artifacts)
        .Where(artifact => artifact.MetadataSha256 is not null)
        .ToDictionary(artifact => artifact.FileName, artifact => artifact.MetadataSha256!, StringComparer.Ordinal);

    private static Task RedirectAsync(HttpContext context, Feed feed, string target)
    {
        context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
        context.Response.Headers.Location = feed.Definition.Mount + target + context.Request.QueryString.Value;
        context.Response.Headers.CacheControl = "private, no-cache";
        return Task.CompletedTask;
    }
}
