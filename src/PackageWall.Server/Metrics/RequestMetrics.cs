using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using PackageWall.Core.Feeds;
using PackageWall.Core.Metrics;

namespace PackageWall.Server.Metrics;

/// <summary>Counts answers. Two interlocked additions per request, no allocation, no clock.</summary>
internal sealed class RequestMetrics
{
    private static readonly RequestKind[] Kinds = Enum.GetValues<RequestKind>();
    private static readonly RequestOutcome[] Outcomes = Enum.GetValues<RequestOutcome>();

    private readonly FrozenDictionary<string, int> _feeds;
    private readonly Tally _requests;
    private readonly Tally _bytes;

    public RequestMetrics(FeedCatalog feeds, IMeterFactory meters)
    {
        string[] names = [.. feeds.All.Select(feed => feed.Name)];
        _feeds = names.Index().ToFrozenDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        _requests = new Tally(
            from feed in names
            from kind in Kinds
            from outcome in Outcomes
            select new[] { Tally.Label(MetricNames.Feed, feed), Tally.Label(MetricNames.Kind, Word(kind)), Tally.Label(MetricNames.Outcome, Word(outcome)) });
        _bytes = new Tally(
            from feed in names
            from kind in Kinds
            select new[] { Tally.Label(MetricNames.Feed, feed), Tally.Label(MetricNames.Kind, Word(kind)) });
        Meter meter = meters.Create(MetricNames.Meter);

        // A combination that never came is not shown: most of them cannot come.
        meter.CreateObservableCounter(MetricNames.Requests, () => _requests.Read().Where(cell => cell.Value > 0), "{request}", "Answered requests");
        meter.CreateObservableCounter(MetricNames.SentBytes, _bytes.Read, "By", "Bytes of the bodies that were sent");
    }

    /// <summary>A request below a feed's mount has been answered, or its client has gone.</summary>
    public void Answered(HttpContext context, Feed feed, ReadOnlySpan<char> path)
    {
        if (!_feeds.TryGetValue(feed.Name, out int place))
        {
            return;
        }

        HttpResponse response = context.Response;
        RequestOutcome outcome = OutcomeOf(context, response);
        RequestKind kind = outcome == RequestOutcome.Refused ? RequestKind.Refusal : RequestKinds.Of(feed.Ecosystem, path);
        _requests.Add((((place * Kinds.Length) + (int)kind) * Outcomes.Length) + (int)outcome, 1);
        if (response is { HasStarted: true, ContentLength: { } length and > 0 } && !HttpMethods.IsHead(context.Request.Method))
        {
            _bytes.Add((place * Kinds.Length) + (int)kind, length);
        }
    }

    private static RequestOutcome OutcomeOf(HttpContext context, HttpResponse response) => response.StatusCode switch
    {
        // With a body promised and none begun there was nobody to send it to.
        < 300 => response is { HasStarted: false, ContentLength: not 0 } && !HttpMethods.IsHead(context.Request.Method) ? RequestOutcome.Gone : RequestOutcome.Served,
        StatusCodes.Status304NotModified => RequestOutcome.NotModified,
        < 400 => RequestOutcome.Served,
        int status => AnswerCode.Of(context) switch
        {
            // All that there is of a package may be withheld; then its list is.
            AnswerCode.Refused or "withheld" => RequestOutcome.Refused,
            "pending" => RequestOutcome.Pending,
            _ when status == StatusCodes.Status404NotFound => RequestOutcome.Missing,
            _ when status >= 500 => RequestOutcome.Unavailable,
            _ => RequestOutcome.Invalid,
        },
    };

    private static string Word(RequestKind kind) => kind.ToString().ToLowerInvariant();

    private static string Word(RequestOutcome outcome) => outcome == RequestOutcome.NotModified ? "not-modified" : outcome.ToString().ToLowerInvariant();
}
