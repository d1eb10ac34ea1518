using System.Buffers;
using PackageWall.Core;
using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Core.Intake;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;
using PackageWall.Server.Endpoints.Documents;

namespace PackageWall.Server.Endpoints;

/// <summary>What the document endpoints of all ecosystems share: internal names, the upstream's answers, the view, work in the background.</summary>
internal sealed class PackageAnswers(PackageViews views, BackgroundInspections background, DocumentCache documents, WallAddress address)
{
    private const int Attempts = 3;

    /// <summary>The view of a package; null when the request was answered already, because there is none to show.</summary>
    /// <param name="context">The request.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="package">Which package.</param>
    /// <param name="outdated">A document whose bytes turned out to be others by now, or null.</param>
    public async ValueTask<PackageView?> ViewAsync(HttpContext context, Feed feed, PackageName package, PackageDocument? outdated = null)
    {
        if (feed.IsInternal(package))
        {
            // Dependency confusion: whoever asks here for an internal name would take an outsider's package.
            await Problems.WriteAsync(context, 404, "internal", $"{package} is an internal name of this organisation; it never comes from outside. Use the source that publishes it").ConfigureAwait(false);
            return null;
        }

        Task<SourceAnswer> reading = outdated is not null ? feed.Source.ReadAgainAsync(outdated, context.RequestAborted)
            : WantsTheNewest(context.Request) ? feed.Source.ReadNowAsync(package, context.RequestAborted)
            : feed.Source.ReadAsync(package, context.RequestAborted);
        switch (await reading.ConfigureAwait(false))
        {
            case SourceAnswer.Known known:
                PackageView view = await views.GetAsync(feed, known.Document).ConfigureAwait(false);
                background.Consider(feed, view);
                return view;
            case SourceAnswer.Missing:
                await Problems.WriteAsync(context, 404, "missing", $"the upstream of {feed.Name} has no package {package}").ConfigureAwait(false);
                return null;
            case SourceAnswer.Unavailable unavailable:
                await UnavailableAsync(context, unavailable.Why, unavailable.RetryAfter).ConfigureAwait(false);
                return null;
            case var other:
                throw new InvalidOperationException($"Not an answer: {other.GetType().Name}.");
        }
    }

    /// <summary>What document writers must know.</summary>
    public DocumentView ForWriters(Feed feed, PackageView view) => new()
    {
        Base = address.Mount(feed.Definition.Mount),
        Withheld = view.Withheld,
        DecidedAt = view.Standings.DecidedAt,
        IsStale = view.Document.IsStale,
    };

    /// <summary>
    /// A rewritten document of a package whose upstream document had to leave memory, when nothing about it has changed; else null.
    /// Reading the upstream's anew only to find that would be most of the work.
    /// </summary>
    public async ValueTask<(RenderedDocument Document, ViewGlimpse Glimpse)?> GlimpseAsync(HttpContext context, Feed feed, PackageName package, string representation)
    {
        if (feed.IsInternal(package) || WantsTheNewest(context.Request) || views.Glimpse(feed, package) is not { } glimpse)
        {
            return null;
        }

        var key = new DocumentKey(feed.Name, package, representation, AcceptEncoding.Choose(context.Request.Headers.AcceptEncoding));
        RenderedDocument? document = await documents.FindAsync(key, glimpse.Revision, context.RequestAborted).ConfigureAwait(false);
        return document is null ? null : (document, glimpse);
    }

    /// <summary>
    /// A rewritten document of a package. The request was answered already when there is none.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="view">The view to write; when its bytes are gone, the one that was written.</param>
    /// <param name="representation">Which of the package's documents.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="write">Writes it; false when the upstream's bytes are no longer those of the view.</param>
    public ValueTask<(RenderedDocument Document, PackageView View)?> RenderAsync(
        HttpContext context,
        Feed feed,
        PackageView view,
        string representation,
        string contentType,
        Func<Feed, PackageView, IBufferWriter<byte>, Task<bool>> write)
    {
        ContentCoding coding = AcceptEncoding.Choose(context.Request.Headers.AcceptEncoding);
        var key = new DocumentKey(feed.Name, view.Document.Package.Name, representation, coding);
        return documents.TryGet(key, view.Revision, out RenderedDocument? document)
            ? new ValueTask<(RenderedDocument, PackageView)?>((document, view))
            : new ValueTask<(RenderedDocument, PackageView)?>(MakeAsync(context, feed, view, key, contentType, write));
    }

    /// <summary>503: it is not missing, it cannot be said now.</summary>
    public static Task UnavailableAsync(HttpContext context, string why, TimeSpan retryAfter) =>
        Problems.WriteAsync(context, 503, "unavailable", $"the upstream cannot be used now: {why}", retryAfter);

    private async Task<(RenderedDocument Document, PackageView View)?> MakeAsync(
        HttpContext context,
        Feed feed,
        PackageView view,
        DocumentKey key,
        string contentType,
        Func<Feed, PackageView, IBufferWriter<byte>, Task<bool>> write)
    {
        for (int attempt = 1; ; attempt++)
        {
            PackageView written = view;
            if (await documents.GetAsync(key, view.Revision, contentType, output => write(feed, written, output), context.RequestAborted).ConfigureAwait(false) is { } document)
            {
                return (document, view);
            }

            if (attempt == Attempts)
            {
                throw new UnusableDocumentException($"The document of {key.Package} changes faster than it can be written.");
            }

            if (await ViewAsync(context, feed, key.Package!, view.Document).ConfigureAwait(false) is not { } newer)
            {
                return null;
            }

            view = newer;
        }
    }

    // RFC 9111, section 5.2.1.4: npm --prefer-online and browsers that reload.
    private static bool WantsTheNewest(HttpRequest request)
    {
        foreach (string? line in request.Headers.CacheControl)
        {
            foreach (Range range in line.AsSpan().Split(','))
            {
                if (line.AsSpan()[range].Trim(" \t").Equals("no-cache", StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
