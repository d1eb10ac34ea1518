using System.Diagnostics.Metrics;
using PackageWall.Core.Metrics;

namespace PackageWall.Core.Prefetch;

/// <summary>Counts what predictions were worth.</summary>
public sealed class PrefetchMetrics
{
    private static readonly string[] Names = ["predicted", "brought-in", "overtaken", "failed", "dropped", "hit", "wasted"];

    private readonly Tally _versions = new(Names.Select(name => new[] { Tally.Label(MetricNames.Outcome, name) }));

    /// <summary>Registers the instruments.</summary>
    public PrefetchMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        Meter meter = meters.Create(MetricNames.Meter);
        meter.CreateObservableCounter(MetricNames.Prefetched, _versions.Read, "{version}", "Versions that were fetched, or were to be, before anybody asked");
    }

    /// <summary>How often something came of predictions.</summary>
    public long this[PrefetchOutcome outcome] => _versions[(int)outcome];

    internal void Count(PrefetchOutcome outcome, long number = 1) => _versions.Add((int)outcome, number);
}
