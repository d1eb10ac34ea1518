using System.Diagnostics.Metrics;
using PackageWall.Core.Intake;
using PackageWall.Core.Metrics;
using PackageWall.Core.Prefetch;
using PackageWall.Server.Inspections;

namespace PackageWall.Server.Metrics;

/// <summary>Lengths of queues, read when somebody asks.</summary>
internal sealed class QueueMetrics
{
    public QueueMetrics(IMeterFactory meters, IInspectionService inspections, BackgroundInspections background, PrefetchBoard prefetch)
    {
        Meter meter = meters.Create(MetricNames.Meter);
        var workers = inspections as WorkerInspections;
        meter.CreateObservableGauge(MetricNames.InspectionsWaiting, () => workers?.Waiting ?? 0, "{inspection}", "Inspections that wait for a worker");
        meter.CreateObservableGauge(MetricNames.InspectionsRunning, () => workers?.Running ?? 0, "{inspection}", "Inspections under way");
        meter.CreateObservableGauge(MetricNames.PrefetchWaiting, () => prefetch.Waiting, "{version}", "Predicted versions that wait to be brought in");
        meter.CreateObservableGauge(MetricNames.BackgroundWaiting, () => background.Waiting, "{version}", "Versions that wait to be inspected in the background");
    }
}
