namespace PackageWall.Benchmarks.Comparison.Load;

/// <summary>The little arithmetic of the page.</summary>
internal static class Statistics
{
    /// <summary>The middle; between the two middle ones when there are two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0
            ? throw new ArgumentException("There is no median of nothing.", nameof(values))
            : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>From the least to the most, as a share of the median.</summary>
    public static double Spread(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double median = Median(all);
        return median == 0 ? 0 : (all.Max() - all.Min()) / median;
    }
}
