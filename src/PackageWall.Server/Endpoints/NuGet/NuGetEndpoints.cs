using System.Buffers;
using PackageWall.Core;
using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Core.Gate;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.NuGet;
using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

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
    private const string Warning = "X-NuGet-Warning";

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
            NuGetRequestPath.Registration registration => RegistrationAsync(context, feed, registration.Id, "index",
                (package, view) => (RegistrationWriter.TryWriteIndex(package, view, out byte[] document), document)),
            NuGetRequestPath.RegistrationPage page => RegistrationAsync(context, feed, page.Id, $"page|{page.Lower}|{page.Upper}",
                (package, view) => (RegistrationWriter.TryWritePage(package, view, page.Lower, page.Upper, out byte[] document), document)),
            NuGetRequestPath.RegistrationLeaf leaf => RegistrationAsync(context, feed, leaf.Id, $"leaf|{leaf.Version}",
                (package, view) => (RegistrationWriter.TryWriteLeaf(package, view, leaf.Version, out byte[] document), document)),
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
        RenderedDocument index = Render(
            context,
            $"{feed.Name}|index|{address.Base}|{offer}",
            () => NuGetServiceIndexWriter.Write(address.Mount(feed.Definition.Mount), offer with { Why = new Uri(address.Base, $"why/{feed.Name}/") }));
        await SendAsync(context, index, isStale: false).ConfigureAwait(false);
    }

    // GET /flat/{id}/index.json
    private async Task ListAsync(HttpContext context, Feed feed, PackageName id)
    {
        if (await packages.ViewAsync(context, feed, id).ConfigureAwait(false) is not { } view)
        {
            return;
        }

        DocumentView writers = packages.ForWriters(feed, view);
        Warn(context, view, writers);
        RenderedDocument document = Render(context, packages.Key(feed, view, "flat"), () => FlatIndexWriter.TryWrite(view.Document.Package, writers, out byte[] list) ? list : []);
        await SendOrMissAsync(context, view, writers, document, $"no version of {id} is given out").ConfigureAwait(false);
    }

    // GET /reg/{id}/index.json, /reg/{id}/page/{lower}/{upper}.json, /reg/{id}/{version}.json
    private async Task RegistrationAsync(
        HttpContext context,
        Feed feed,
        PackageName id,
        string representation,
        Func<NuGetPackage, DocumentView, (bool Written, byte[] Document)> write)
    {
        if (await packages.ViewAsync(context, feed, id).ConfigureAwait(false) is not { } view)
        {
            return;
        }

        DocumentView writers = packages.ForWriters(feed, view);
        Warn(context, view, writers);
        // Written once for all who ask at once: a registration may be tens of megabytes.
        RenderedDocument document = Render(context, packages.Key(feed, view, representation), () =>
        {
            (bool written, byte[] bytes) = write(((NuGetDocument)view.Document).Joined, writers);
            return written ? bytes : [];
        });
        await SendOrMissAsync(context, view, writers, document, $"{id} has no such version").ConfigureAwait(false);
    }

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
        context.Response.Headers[Warning] = refusal.Sentence;
        return RefusalAnswer.WriteAsync(context, StatusCodes.Status404NotFound, refusal);
    }

    /// <summary>
    /// 503: restore asks again, six times in all, and prints the warning each time. After 404 it would only list again, find the same
    /// version and give up.
    /// </summary>
    internal static Task UnavailableAsync(HttpContext context, Admission.Unavailable unavailable)
    {
        context.Response.Headers[Warning] = RefusalText.Clean("PackageWall: " + unavailable.Why, 700);
        return Problems.WriteAsync(context, 503, unavailable.IsPending ? "pending" : "unavailable", unavailable.Why, unavailable.RetryAfter);
    }

    private static void Warn(HttpContext context, PackageView view, DocumentView writers)
    {
        if (NuGetWarning.For(view.Document.Package, writers) is { } warning)
        {
            context.Response.Headers[Warning] = warning;
        }
    }

    private static Task SendOrMissAsync(HttpContext context, PackageView view, DocumentView writers, RenderedDocument document, string missing) =>
        document.IsEmpty
            ? Problems.WriteAsync(context, 404, "withheld", NuGetWarning.For(view.Document.Package, writers) ?? missing)
            : SendAsync(context, document, view.Document.IsStale);

    private static Task SendAsync(HttpContext context, RenderedDocument document, bool isStale) =>
        DocumentAnswer.WriteAsync(context, document, isStale, vary: "Accept-Encoding");

    private RenderedDocument Render(HttpContext context, string key, Func<byte[]> write) =>
        documents.Get(key, Json, DocumentAnswer.TakesGzip(context.Request), output => output.Write(write()));
}
