using System.Diagnostics.Metrics;

namespace PackageWall.Core.Metrics;

/// <summary>What the clients of upstreams tell.</summary>
public sealed class UpstreamMetrics
{
    private readonly Histogram<double> _duration;

    /// <summary>Registers the instruments.</summary>
    public UpstreamMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _duration = Durations.Create(meters.Create(MetricNames.Meter), MetricNames.UpstreamDuration, "Requests to upstreams until their headers came");
    }

    /// <summary>The headers of an answer came, or none will.</summary>
    /// <param name="feed">Whose upstream.</param>
    /// <param name="status">The answer's status, or null when it could not be reached.</param>
    /// <param name="elapsed">How long that took.</param>
    public void Answered(string feed, int? status, TimeSpan elapsed)
    {
        string outcome = status switch
        {
            null => "unreachable",
            304 => "not-modified",
            404 or 410 => "missing",
            429 => "throttled",
            >= 200 and < 300 => "served",
            >= 300 and < 400 => "redirected",
            >= 500 => "failed",
            _ => "refused",
        };
        _duration.Record(elapsed.TotalSeconds, Tally.Label(MetricNames.Feed, feed), Tally.Label(MetricNames.Outcome, outcome));
    }
}
