using System.Diagnostics;
using System.Diagnostics.Metrics;
using PackageWall.Core.Metrics;

namespace PackageWall.Server.Metrics;

/// <summary>How long this process runs and how long it took to come up; memory and collections come from the runtime's own meter.</summary>
internal sealed class ProcessMetrics
{
    private readonly DateTimeOffset _started = StartTime();
    private double? _startSeconds;

    public ProcessMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(MetricNames.Meter);

        // The machine's clock, and not the wall's: a process has no other.
        meter.CreateObservableGauge(MetricNames.Uptime, () => (TimeProvider.System.GetUtcNow() - _started).TotalSeconds, "s", "Time since the start of the process");
        meter.CreateObservableGauge(
            MetricNames.StartDuration,
            () => _startSeconds is { } seconds ? [new Measurement<double>(seconds)] : Array.Empty<Measurement<double>>(),
            "s",
            "Time from the start of the process until it listened");
    }

    /// <summary>The server listens.</summary>
    public void Listens() => _startSeconds = (TimeProvider.System.GetUtcNow() - _started).TotalSeconds;

    private static DateTimeOffset StartTime()
    {
        using var self = Process.GetCurrentProcess();
        return self.StartTime.ToUniversalTime();
    }
}
