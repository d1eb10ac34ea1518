using PackageWall.Core.Feeds;
using PackageWall.Packages;
using PackageWall.Server.Metrics;

namespace PackageWall.Server.Endpoints;

/// <summary>
/// Finds the feed by mount and hands over to its ecosystem. What goes wrong inside ends as 503 without a word of the exception: a
/// firewall that fails must not pass, and must not tell.
/// </summary>
internal sealed partial class FeedMiddleware(RequestDelegate next, FeedCatalog feeds, IEnumerable<IFeedEndpoints> endpoints, RequestMetrics metrics, ILogger<FeedMiddleware> log)
{
    private readonly (string Mount, Feed Feed)[] _mounts =
        [.. feeds.All.Select(feed => (feed.Definition.Mount, feed)).OrderByDescending(pair => pair.Mount.Length)];

    private readonly Dictionary<Ecosystem, IFeedEndpoints> _endpoints = endpoints.ToDictionary(e => e.Ecosystem);

    public async Task InvokeAsync(HttpContext context)
    {
        string path = RawPath.Of(context);
        foreach ((string mount, Feed feed) in _mounts)
        {
            if (path.StartsWith(mount, StringComparison.Ordinal))
            {
                await HandleAsync(context, feed, path[mount.Length..]).ConfigureAwait(false);
                metrics.Answered(context, feed, path.AsSpan(mount.Length));
                return;
            }
        }

        await next(context).ConfigureAwait(false);
    }

    private async Task HandleAsync(HttpContext context, Feed feed, string path)
    {
        try
        {
            await _endpoints[feed.Ecosystem].HandleAsync(context, feed, path).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
        catch (Exception failure)
        {
            LogFailed(failure, feed.Name, path);
            if (context.Response.HasStarted)
            {
                // Part of an answer is out: break the connection rather than let it end as if it were whole.
                context.Abort();
                return;
            }

            context.Response.Clear();
            await Problems.WriteAsync(
                context,
                StatusCodes.Status503ServiceUnavailable,
                "unavailable",
                "PackageWall could not answer this request; its log has the details. Nothing was let through.",
                TimeSpan.FromSeconds(30)).ConfigureAwait(false);
        }
    }

    [LoggerMessage(LogLevel.Error, "The request for {Path} of feed {Feed} failed")]
    private partial void LogFailed(Exception failure, string feed, string path);
}
