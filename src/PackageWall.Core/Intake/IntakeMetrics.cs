using System.Diagnostics.Metrics;
using PackageWall.Core.Documents;
using PackageWall.Core.Metrics;
using PackageWall.Inspection.Reports;

namespace PackageWall.Core.Intake;

/// <summary>Counts and times of intake.</summary>
public sealed class IntakeMetrics
{
    private readonly Histogram<double> _download;
    private readonly Histogram<double> _inspection;
    private readonly Histogram<double> _wait;
    private readonly Counter<long> _bytes;

    /// <summary>Registers the instruments.</summary>
    public IntakeMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        Meter meter = meters.Create(MetricNames.Meter);
        _download = Durations.Create(meter, MetricNames.DownloadDuration, "Downloads of artifacts");
        _inspection = Durations.Create(meter, MetricNames.InspectionDuration, "Inspections, with the wait for a worker");
        _wait = Durations.Create(meter, MetricNames.GateWait, "What clients waited for first inspections");
        _bytes = meter.CreateCounter<long>(MetricNames.InspectedBytes, "By", "Unpacked bytes that were inspected");
    }

    /// <summary>A download ended, well or not.</summary>
    public void Downloaded(string feed, DownloadAnswer answer, TimeSpan elapsed)
    {
        string outcome = answer switch
        {
            DownloadAnswer.Verified => "verified",
            DownloadAnswer.Mismatch => "mismatch",
            DownloadAnswer.Missing => "missing",
            DownloadAnswer.TooLarge => "too-large",
            _ => "unavailable",
        };
        _download.Record(elapsed.TotalSeconds, Tally.Label(MetricNames.Feed, feed), Tally.Label(MetricNames.Outcome, outcome));
    }

    /// <summary>An inspection ended.</summary>
    public void Inspected(string feed, InspectionReport report, TimeSpan elapsed)
    {
        ArgumentNullException.ThrowIfNull(report);
        _inspection.Record(
            elapsed.TotalSeconds, Tally.Label(MetricNames.Feed, feed), Tally.Label(MetricNames.Verdict, report.Verdict.ToString().ToLowerInvariant()));
        _bytes.Add(report.Bytes, Tally.Label(MetricNames.Feed, feed));
    }

    /// <summary>A client's wait for a first inspection is over, with an answer or without.</summary>
    public void Waited(string feed, TimeSpan elapsed) => _wait.Record(elapsed.TotalSeconds, Tally.Label(MetricNames.Feed, feed));
}
