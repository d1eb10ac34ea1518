using PackageWall.Core.Intake;
using PackageWall.Inspection;
using PackageWall.Inspection.Reports;

namespace PackageWall.Server.Rehearsals;

/// <summary>The server's own workers, which learn their part as well. Not ended with the wall that has borrowed them.</summary>
internal sealed class BorrowedInspections(IInspectionService owner) : IInspectionService
{
    public Task<InspectionReport> InspectAsync(Artifact artifact, CancellationToken cancellation) => owner.InspectAsync(artifact, cancellation);
}
