using System.Diagnostics.Metrics;
using PackageWall.Inspection.Reports;

namespace PackageWall.Core.Intake;

/// <summary>Counts and times of intake, under the meter <c>PackageWall</c>.</summary>
public sealed class IntakeMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Histogram<double> _download;
    private readonly Histogram<double> _inspection;
    private readonly Counter<long> _bytes;

    /// <summary>Registers the instruments.</summary>
    public IntakeMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _meter = meters.Create("PackageWall");
        _download = _meter.CreateHistogram<double>("packagewall.intake.download", "s", "Time of one artifact's download");
        _inspection = _meter.CreateHistogram<double>("packagewall.intake.inspection", "s", "Time of one artifact's inspection");
        _bytes = _meter.CreateCounter<long>("packagewall.intake.inspected", "By", "Unpacked bytes that were inspected");
    }

    /// <summary>A download ended, well or not.</summary>
    public void Downloaded(string feed, TimeSpan elapsed) => _download.Record(elapsed.TotalSeconds, KeyValuePair.Create<string, object?>("feed", feed));

    /// <summary>An inspection ended.</summary>
    public void Inspected(string feed, InspectionReport report, TimeSpan elapsed)
    {
        ArgumentNullException.ThrowIfNull(report);
        _inspection.Record(
            elapsed.TotalSeconds,
            KeyValuePair.Create<string, object?>("feed", feed),
            KeyValuePair.Create<string, object?>("verdict", report.Verdict.ToString()));
        _bytes.Add(report.Bytes, KeyValuePair.Create<string, object?>("feed", feed));
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
