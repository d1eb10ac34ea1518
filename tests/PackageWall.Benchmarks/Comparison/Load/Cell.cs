namespace PackageWall.Benchmarks.Comparison.Load;

/// <summary>The figures of all subjects for one thing asked for over one number of connections.</summary>
/// <param name="Title">What was asked for.</param>
/// <param name="Size">Bytes of the wall's answer.</param>
/// <param name="Connections">Connections at once.</param>
/// <param name="Subjects">Who answered.</param>
internal sealed record Cell(string Title, long Size, int Connections, IReadOnlyList<Measured> Subjects)
{
    public Measured? Of(string subject) => Subjects.FirstOrDefault(each => each.Subject == subject);

    /// <summary>How many times as many answers the first gave as the second; null where one is missing or failed.</summary>
    public double? Ratio(string subject, string other) => Ratio(subject, other, slice => slice.Rate);

    /// <summary>How many times as long 99 of 100 answers of the first took.</summary>
    public double? LatencyRatio(string subject, string other) => Ratio(subject, other, slice => Math.Max(slice.P99, 0.001));

    // Turns of one round lie beside each other in time, so what disturbs one mostly disturbs the other: the median of their ratios
    // is steadier than the ratio of the medians.
    private double? Ratio(string subject, string other, Func<Slice, double> figure)
    {
        if (Of(subject) is not { Failures: 0 } one || Of(other) is not { Failures: 0 } two)
        {
            return null;
        }

        return one.Slices.Count == two.Slices.Count
            ? Statistics.Median(one.Slices.Zip(two.Slices, (mine, theirs) => figure(mine) / figure(theirs)))
            : Statistics.Median(one.Slices.Select(figure)) / Statistics.Median(two.Slices.Select(figure));
    }
}
