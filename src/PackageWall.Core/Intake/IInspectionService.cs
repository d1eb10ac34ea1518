using PackageWall.Inspection;
using PackageWall.Inspection.Reports;

namespace PackageWall.Core.Intake;

/// <summary>Runs inspections. Never throws for anything that an artifact holds: a failure is an inconclusive report.</summary>
public interface IInspectionService
{
    /// <summary>Inspects one artifact; waits for its turn when all workers are busy.</summary>
    Task<InspectionReport> InspectAsync(Artifact artifact, CancellationToken cancellation);
}
