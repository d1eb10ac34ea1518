using PackageWall.Benchmarks.Comparison.Load;

namespace PackageWall.Benchmarks.Comparison.Installs;

/// <summary>All runs of one install one way.</summary>
/// <param name="Install">What is installed.</param>
/// <param name="Way">From whom, cold or warm.</param>
/// <param name="Runs">The runs.</param>
internal sealed record InstallSeries(string Install, string Way, IReadOnlyList<InstallRun> Runs)
{
    /// <summary>Those that count.</summary>
    public IReadOnlyList<InstallRun> Good => [.. Runs.Where(run => run.Failure is null)];

    /// <summary>The median of those that count, or null when there is none.</summary>
    public double? Seconds => Good.Count == 0 ? null : Statistics.Median(Good.Select(run => run.Seconds));

    public double Noise => Good.Count == 0 ? 0 : Statistics.Spread(Good.Select(run => run.Seconds));

    public double ServerProcessor => Good.Count == 0 ? 0 : Statistics.Median(Good.Select(run => run.ServerProcessor));

    public double ClientProcessor => Good.Count == 0 ? 0 : Statistics.Median(Good.Select(run => run.ClientProcessor));

    public double Peak => Runs.Max(run => run.Peak);
}
