using System.Diagnostics.Metrics;

namespace PackageWall.Core.Metrics;

/// <summary>What the writer of the database tells.</summary>
public sealed class CommitMetrics
{
    private readonly TimeProvider _time;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _commits;

    /// <summary>Registers the instruments.</summary>
    public CommitMetrics(IMeterFactory meters, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(meters);
        Meter meter = meters.Create(MetricNames.Meter);
        _time = time;
        _duration = Durations.Create(meter, MetricNames.CommitDuration, "Transactions of the database");
        _commits = meter.CreateCounter<long>(MetricNames.Commits, "{commit}", "Changes of records that went to the database");
    }

    /// <summary>A transaction begins; the time stamp is for <see cref="Ended"/>.</summary>
    public long Begin() => _time.GetTimestamp();

    /// <summary>It has ended, well or not, with so many commits in it.</summary>
    public void Ended(long began, int commits)
    {
        _duration.Record(_time.GetElapsedTime(began).TotalSeconds);
        _commits.Add(commits);
    }
}
