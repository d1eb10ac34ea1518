using System.Buffers;
using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Core.Gate;
using PackageWall.Core.Prefetch;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Npm;
using PackageWall.Feeds.Refusals;
using PackageWall.Packages;
using PackageWall.Server.Endpoints.Artifacts;
using PackageWall.Server.Endpoints.Documents;

namespace PackageWall.Server.Endpoints.Npm;

/// <summary>The npm registry's protocol: documents, tarballs and the little around them. What writes is refused.</summary>
internal sealed class NpmEndpoints(PackageAnswers packages, ArtifactGate gate, NpmAudit audit, NpmRelay relay, NpmPredictions predictions) : IFeedEndpoints
{
    /// <summary>npm waits 300 s, but yarn 1 only 30 s.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    // By form, and by whether the document is for somebody who may install.
    private readonly Func<Feed, PackageView, IBufferWriter<byte>, Task<bool>>?[,] _writers = new Func<Feed, PackageView, IBufferWriter<byte>, Task<bool>>?[2, 2];

    public Ecosystem Ecosystem => Ecosystem.Npm;

    public Task HandleAsync(HttpContext context, Feed feed, string path)
    {
        NpmRequest request = NpmRequestPath.Parse(path);
        bool reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        bool posts = HttpMethods.IsPost(context.Request.Method);
        return request switch
        {
            NpmRequest.Invalid invalid => Problems.WriteAsync(context, 400, "bad-request", invalid.Reason),
            NpmRequest.RetiredAudit => Problems.WriteAsync(context, 410, "gone", "this kind of audit was retired for /-/npm/v1/security/advisories/bulk; a client that asked there comes here when it could not be answered"),
            NpmRequest.BulkAudit when posts => audit.AnswerAsync(context, feed),
            _ when !reads => Problems.WriteAsync(context, 405, "read-only", "this is a mirror to install from; publish and sign in at the registry itself"),
            NpmRequest.Packument packument => PackumentAsync(context, feed, packument.Name),
            NpmRequest.Manifest manifest => ManifestAsync(context, feed, manifest),
            NpmRequest.DistTags tags => DistTagsAsync(context, feed, tags.Name),
            NpmRequest.Tarball tarball => TarballAsync(context, feed, tarball),
            NpmRequest.Attestations attestations => relay.AttestationsAsync(context, feed, attestations),
            NpmRequest.Keys => relay.KeysAsync(context, feed),
            NpmRequest.Search => relay.SearchAsync(context, feed),
            NpmRequest.Ping => JsonAsync(context, "{}"u8.ToArray()),
            NpmRequest.Whoami => Problems.WriteAsync(context, 401, "no-account", "nobody signs in here; installing needs no account"),
            NpmRequest.Unknown unknown => Problems.WriteAsync(context, 404, "unknown", unknown.Reason),
            _ => Problems.WriteAsync(context, 405, "not-allowed", "this address is asked in another way"),
        };
    }

    // GET /{name}
    private async Task PackumentAsync(HttpContext context, Feed feed, PackageName name)
    {
        PackumentForm form = PackumentForms.FromAccept(context.Request.Headers.Accept);
        bool mayInstall = NpmCommand.MayInstall(context.Request);
        if (await packages.GlimpseAsync(context, feed, name, Representation(form)).ConfigureAwait(false) is ({ } ready, { } glimpse))
        {
            await SendAsync(context, ready, glimpse.Source.IsStale, glimpse.FallbackNotice).ConfigureAwait(false);
        }
        else if (await packages.ViewAsync(context, feed, name).ConfigureAwait(false) is { } view
            && await packages.RenderAsync(context, feed, view, Representation(form), form.ContentType(), Writer(form, mayInstall)).ConfigureAwait(false) is ({ } document, { } written))
        {
            await SendAsync(context, document, written.Document.IsStale, written.FallbackNotice).ConfigureAwait(false);
        }

        if (mayInstall)
        {
            predictions.GivenAgain(feed, name);
        }
    }

    // For a range npm takes the older version in silence. It prints the notice of an answer, but only of one that it may not keep,
    // so what would be "latest" and is withheld is told at the price of sending this document again next time.
    private static Task SendAsync(HttpContext context, RenderedDocument document, bool isStale, string? notice)
    {
        bool tells = notice is not null && context.Request.Headers.UserAgent.ToString().StartsWith("npm/", StringComparison.Ordinal);
        if (tells)
        {
            context.Response.Headers["npm-notice"] = notice;
        }

        return DocumentAnswer.WriteAsync(context, document, isStale, mayBeKept: !tells);
    }

    private static string Representation(PackumentForm form) => form == PackumentForm.Slim ? "slim" : "full";

    // Made once and not for each request.
    private Func<Feed, PackageView, IBufferWriter<byte>, Task<bool>> Writer(PackumentForm form, bool mayInstall) =>
        _writers[(int)form, mayInstall ? 1 : 0] ??= (feed, view, output) => WriteAsync(feed, view, output, form, mayInstall);

    private async Task<bool> WriteAsync(Feed feed, PackageView view, IBufferWriter<byte> output, PackumentForm form, bool mayInstall)
    {
        using OpenDocument? opened = await ((NpmDocument)view.Document).OpenAsync(CancellationToken.None).ConfigureAwait(false);
        if (opened is null)
        {
            return false;
        }

        if (NpmPackumentWriter.Write(output, opened.Bytes, view.Document.Package, packages.ForWriters(feed, view), form) is PackumentWriting.Failed failed)
        {
            throw new UnusableDocumentException(failed.Detail);
        }

        if (mayInstall)
        {
            // Here, because here the upstream's bytes are at hand.
            predictions.Given(feed, view, opened.Bytes.Span);
        }

        return true;
    }

    // GET /{name}/{version or tag}
    private async Task ManifestAsync(HttpContext context, Feed feed, NpmRequest.Manifest manifest, PackageDocument? outdated = null)
    {
        if (await packages.ViewAsync(context, feed, manifest.Name, outdated).ConfigureAwait(false) is not { } view)
        {
            return;
        }

        // Single manifests are asked for by tools, not by installs: written anew each time.
        using OpenDocument? opened = await ((NpmDocument)view.Document).OpenAsync(context.RequestAborted).ConfigureAwait(false);
        if (opened is null)
        {
            if (outdated is not null)
            {
                throw new UnusableDocumentException($"The document of {manifest.Name} changes faster than it can be read.");
            }

            await ManifestAsync(context, feed, manifest, view.Document).ConfigureAwait(false);
            return;
        }

        var output = new ArrayBufferWriter<byte>();
        ManifestWriting writing = NpmManifestWriter.Write(output, opened.Bytes, view.Document.Package, packages.ForWriters(feed, view), manifest.VersionOrTag);
        switch (writing)
        {
            case ManifestWriting.Written:
                await JsonAsync(context, output.WrittenMemory).ConfigureAwait(false);
                break;
            case ManifestWriting.Withheld withheld:
                await RefuseAsync(context, RefusalWriter.For(feed, manifest.Name, withheld.Version, view)).ConfigureAwait(false);
                break;
            case ManifestWriting.Missing:
                await Problems.WriteAsync(context, 404, "missing", $"{manifest.Name} has no version or tag {manifest.VersionOrTag}").ConfigureAwait(false);
                break;
            case ManifestWriting.Failed failed:
                throw new UnusableDocumentException(failed.Detail);
        }
    }

    // GET /-/package/{name}/dist-tags
    private async Task DistTagsAsync(HttpContext context, Feed feed, PackageName name)
    {
        if (await packages.ViewAsync(context, feed, name).ConfigureAwait(false) is { } view)
        {
            var output = new ArrayBufferWriter<byte>();
            NpmDistTagsWriter.Write(output, view.Document.Package, packages.ForWriters(feed, view));
            await JsonAsync(context, output.WrittenMemory).ConfigureAwait(false);
        }
    }

    // GET /{name}/-/{file}.tgz
    private async Task TarballAsync(HttpContext context, Feed feed, NpmRequest.Tarball tarball)
    {
        predictions.Taken(feed, tarball.Name, tarball.File);
        switch (await gate.AdmitAsync(feed, tarball.Name, tarball.File, Patience, context.RequestAborted).ConfigureAwait(false))
        {
            case Admission.Admitted admitted:
                await ArtifactAnswer.WriteAsync(context, admitted, "application/octet-stream").ConfigureAwait(false);
                break;
            case Admission.Refused refused:
                await RefuseAsync(context, refused.Refusal).ConfigureAwait(false);
                break;
            case Admission.Missing missing:
                await Problems.WriteAsync(context, 404, "missing", missing.What).ConfigureAwait(false);
                break;
            case Admission.Unavailable unavailable:
                await Problems.WriteAsync(context, 503, unavailable.IsPending ? "pending" : "unavailable", unavailable.Why, unavailable.RetryAfter).ConfigureAwait(false);
                break;
        }
    }

    // 403, never 451 or 5xx: npm and pnpm retry those for more than a minute. npm prints the notice, the body's error and the phrase.
    private static Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        context.Response.Headers["npm-notice"] = refusal.Sentence;
        return RefusalAnswer.WriteAsync(context, StatusCodes.Status403Forbidden, refusal);
    }

    private static async Task JsonAsync(HttpContext context, ReadOnlyMemory<byte> json)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.ContentLength = json.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(json, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
