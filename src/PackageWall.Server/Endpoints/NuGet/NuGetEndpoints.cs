using System.Buffers;
using PackageWall.Core;
using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Core.Gate;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.NuGet;
using PackageWall.Feeds.Refusals;
using PackageWall.Packages;
using PackageWall.Server.Endpoints.Artifacts;
using PackageWall.Server.Endpoints.Documents;

namespace PackageWall.Server.Endpoints.NuGet;

/// <summary>
/// The NuGet v3 protocol. Restore reads the flat list and packages and nothing else, so both are gated; withheld packages are 404,
/// because then restore lists again and takes an older version, where anything else ends it.
/// </summary>
internal sealed class NuGetEndpoints(PackageAnswers packages, DocumentCache documents, ArtifactGate gate, NuGetServices services, WallAddress address)
    : IFeedEndpoints
{
    /// <summary>NuGet gives up after 100 s.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Json = "application/json";
    private const string Flat = "flat";
    private const string WarningHeader = "X-NuGet-Warning";

    // Made once and not for each request.
    private Func<Feed, PackageView, IBufferWriter<byte>, Task<bool>>? _list;
    private Func<Feed, PackageView, IBufferWriter<byte>, Task<bool>>? _index;

    public Ecosystem Ecosystem => Ecosystem.NuGet;

    public Task HandleAsync(HttpContext context, Feed feed, string path)
    {
        NuGetRequestPath request = NuGetRequestPath.Parse(path);
        if (request is NuGetRequestPath.Invalid invalid)
        {
            return Problems.WriteAsync(context, 400, "bad-request", invalid.Reason);
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            return Problems.WriteAsync(context, 405, "read-only", "this is a mirror to restore from; push to the source itself");
        }

        return request switch
        {
            NuGetRequestPath.ServiceIndex => IndexAsync(context, feed),
            NuGetRequestPath.FlatList list => ListAsync(context, feed, list.Id),
            NuGetRequestPath.Package package => PackageAsync(context, feed, package),
            NuGetRequestPath.Nuspec nuspec => services.NuspecAsync(context, feed, nuspec, Patience),
            NuGetRequestPath.Registration registration => RegistrationAsync(context, feed, registration.Id),
            NuGetRequestPath.RegistrationPage page => PageAsync(context, feed, page),
            NuGetRequestPath.RegistrationLeaf leaf => LeafAsync(context, feed, leaf),
            NuGetRequestPath.Search => services.SearchAsync(context, feed),
            NuGetRequestPath.Autocomplete => services.AutocompleteAsync(context, feed),
            NuGetRequestPath.VulnerabilityIndex => services.VulnerabilityIndexAsync(context, feed),
            NuGetRequestPath.VulnerabilityPage page => services.VulnerabilityPageAsync(context, feed, page),
            _ => Problems.WriteAsync(context, 404, "unknown", "the resources of this source are listed in its v3/index.json"),
        };
    }

    // GET /v3/index.json
    private async Task IndexAsync(HttpContext context, Feed feed)
    {
        NuGetOffer offer = await services.OfferAsync(feed, context.RequestAborted).ConfigureAwait(false);
        var key = new DocumentKey(feed.Name, null, $"index|{offer}", AcceptEncoding.Choose(context.Request.Headers.AcceptEncoding));
        RenderedDocument? index = await documents.GetAsync(
            key,
            new ViewRevision("index", 0),
            Json,
            output =>
            {
                output.Write(NuGetServiceIndexWriter.Write(address.Mount(feed.Definition.Mount), offer with { Why = new Uri(address.Base, $"why/{feed.Name}/") }));
                return Task.FromResult(true);
            },
            context.RequestAborted).ConfigureAwait(false);
        await SendAsync(context, index!, isStale: false).ConfigureAwait(false);
    }

    // GET /flat/{id}/index.json
    private Task ListAsync(HttpContext context, Feed feed, PackageName id) =>
        DocumentAsync(context, feed, id, Flat, _list ??= Writer((view, writers) => FlatIndexWriter.TryWrite(view.Document.Package, writers, out byte[] list) ? list : []));

    // GET /reg/{id}/index.json
    private Task RegistrationAsync(HttpContext context, Feed feed, PackageName id) =>
        DocumentAsync(context, feed, id, "index", _index ??= Writer((view, writers) => RegistrationWriter.TryWriteIndex(Joined(view), writers, out byte[] index) ? index : []));

    // GET /reg/{id}/page/{lower}/{upper}.json
    private Task PageAsync(HttpContext context, Feed feed, NuGetRequestPath.RegistrationPage page) =>
        DocumentAsync(context, feed, page.Id, $"page|{page.Lower}|{page.Upper}", Writer((view, writers) =>
            RegistrationWriter.TryWritePage(Joined(view), writers, page.Lower, page.Upper, out byte[] document) ? document : []));

    // GET /reg/{id}/{version}.json
    private Task LeafAsync(HttpContext context, Feed feed, NuGetRequestPath.RegistrationLeaf leaf) =>
        DocumentAsync(context, feed, leaf.Id, $"leaf|{leaf.Version}", Writer((view, writers) =>
            RegistrationWriter.TryWriteLeaf(Joined(view), writers, leaf.Version, out byte[] document) ? document : []));

    private async Task DocumentAsync(
        HttpContext context, Feed feed, PackageName id, string representation, Func<Feed, PackageView, IBufferWriter<byte>, Task<bool>> write)
    {
        if (await packages.GlimpseAsync(context, feed, id, representation).ConfigureAwait(false) is ({ } ready, { } glimpse))
        {
            await SendAsync(context, id, representation, ready, glimpse.Source.IsStale, glimpse.FallbackNotice).ConfigureAwait(false);
        }
        else if (await packages.ViewAsync(context, feed, id).ConfigureAwait(false) is { } view
            && await packages.RenderAsync(context, feed, view, representation, Json, write).ConfigureAwait(false) is ({ } document, { } written))
        {
            await SendAsync(context, id, representation, document, written.Document.IsStale, written.FallbackNotice).ConfigureAwait(false);
        }
    }

    private static Task SendAsync(HttpContext context, PackageName id, string representation, RenderedDocument document, bool isStale, string? warning)
    {
        if (warning is not null)
        {
            context.Response.Headers[WarningHeader] = warning;
        }

        return document.PlainLength > 0
            ? SendAsync(context, document, isStale)
            : Problems.WriteAsync(context, 404, "withheld", warning ?? (representation == Flat ? $"no version of {id} is given out" : $"{id} has no such version"));
    }

    // An empty document says that there is none.
    private Func<Feed, PackageView, IBufferWriter<byte>, Task<bool>> Writer(Func<PackageView, DocumentView, byte[]> write) => (feed, view, output) =>
    {
        output.Write(write(view, packages.ForWriters(feed, view)));
        return Task.FromResult(true);
    };

    private static NuGetPackage Joined(PackageView view) => ((NuGetDocument)view.Document).Joined;

    // GET /flat/{id}/{version}/{id}.{version}.nupkg
    private async Task PackageAsync(HttpContext context, Feed feed, NuGetRequestPath.Package package)
    {
        string file = $"{package.Id}.{package.Version}.nupkg";
        switch (await gate.AdmitAsync(feed, package.Id, file, Patience, context.RequestAborted).ConfigureAwait(false))
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
                await UnavailableAsync(context, unavailable).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>404 with the warning: restore prints it, forgets its list and asks again.</summary>
    internal static Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        context.Response.Headers[WarningHeader] = refusal.Sentence;
        return RefusalAnswer.WriteAsync(context, StatusCodes.Status404NotFound, refusal);
    }

    /// <summary>
    /// 503: restore asks again, six times in all, and prints the warning each time. After 404 it would only list again, find the same
    /// version and give up.
    /// </summary>
    internal static Task UnavailableAsync(HttpContext context, Admission.Unavailable unavailable)
    {
        context.Response.Headers[WarningHeader] = RefusalText.Clean("PackageWall: " + unavailable.Why, 700);
        return Problems.WriteAsync(context, 503, unavailable.IsPending ? "pending" : "unavailable", unavailable.Why, unavailable.RetryAfter);
    }

    private static Task SendAsync(HttpContext context, RenderedDocument document, bool isStale) =>
        DocumentAnswer.WriteAsync(context, document, isStale, vary: "Accept-Encoding");
}
