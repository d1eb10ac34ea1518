using PackageWall.Core;
using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Core.Intake;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Server.Endpoints;

/// <summary>What the document endpoints of all ecosystems share: internal names, the upstream's answers, the view, work in the background.</summary>
internal sealed class PackageAnswers(PackageViews views, BackgroundInspections background, WallAddress address)
{
    /// <summary>The view of a package; null when the request was answered already, because there is none to show.</summary>
    public async Task<PackageView?> ViewAsync(HttpContext context, Feed feed, PackageName package)
    {
        if (feed.IsInternal(package))
        {
            // Dependency confusion: whoever asks here for an internal name would take an outsider's package.
            await Problems.WriteAsync(context, 404, "internal", $"{package} is an internal name of this organisation; it never comes from outside. Use the source that publishes it").ConfigureAwait(false);
            return null;
        }

        switch (await feed.Source.ReadAsync(package, context.RequestAborted).ConfigureAwait(false))
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

    /// <summary>The key of a rewritten document: everything that its bytes depend on.</summary>
    public string Key(Feed feed, PackageView view, string representation) =>
        $"{feed.Name}|{view.Document.Package.Name}|{view.Revision}|{view.ChangesAt?.UtcTicks}|{address.Base}|{representation}";

    /// <summary>503: it is not missing, it cannot be said now.</summary>
    public static Task UnavailableAsync(HttpContext context, string why, TimeSpan retryAfter) =>
        Problems.WriteAsync(context, 503, "unavailable", $"the upstream cannot be used now: {why}", retryAfter);
}
