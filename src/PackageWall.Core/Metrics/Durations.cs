using System.Diagnostics.Metrics;

namespace PackageWall.Core.Metrics;

/// <summary>Histograms of seconds with the bounds that fit what is measured here: from a local answer to an inspection's time limit.</summary>
internal static class Durations
{
    private static readonly InstrumentAdvice<double> Advice = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    };

    public static Histogram<double> Create(Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "s", description, tags: null, Advice);
}
