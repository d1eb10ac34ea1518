namespace PackageWall.Benchmarks.Comparison.Load;

/// <summary>One subject's turns in one cell.</summary>
/// <param name="Subject">Who.</param>
/// <param name="Slices">Its turns.</param>
internal sealed record Measured(string Subject, IReadOnlyList<Slice> Slices)
{
    public double Rate => Statistics.Median(Slices.Select(slice => slice.Rate));

    public double P50 => Statistics.Median(Slices.Select(slice => slice.P50));

    public double P99 => Statistics.Median(Slices.Select(slice => slice.P99));

    public double Processor => Statistics.Median(Slices.Select(slice => slice.ProcessorPerRequest));

    public double Peak => Slices.Max(slice => slice.Peak);

    public double PeakOfAll => Slices.Max(slice => slice.PeakOfAll);

    /// <summary>Whether it gave any answer while the clock ran.</summary>
    public bool HasAnswered => Slices.Any(slice => slice.Requests > 0);

    public long Failures => Slices.Sum(slice => slice.Failures);

    /// <summary>How far the turns lie apart, as a share of their median.</summary>
    public double Noise => Statistics.Spread(Slices.Select(slice => slice.Rate));
}
