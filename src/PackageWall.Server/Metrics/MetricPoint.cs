namespace PackageWall.Server.Metrics;

/// <summary>A metric under one set of labels.</summary>
/// <param name="Labels">In the order of the instrument.</param>
/// <param name="Value">The number; the sum, of a histogram.</param>
/// <param name="Buckets">Of a histogram: how many values lie below each bound and not below the one before, and last those above all.</param>
internal sealed record MetricPoint(IReadOnlyList<KeyValuePair<string, string>> Labels, double Value, IReadOnlyList<long> Buckets)
{
    /// <summary>How many values a histogram has seen.</summary>
    public long Count => Buckets.Sum();
}
