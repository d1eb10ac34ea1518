using PackageWall.Core.Intake;
using PackageWall.Inspection;
using PackageWall.Inspection.Reports;

namespace PackageWall.Server.Rehearsals;

/// <summary>
/// The server's own workers, which learn their part as well. Not ended with the wall that has borrowed them: an inspection under way goes on,
/// because breaking it off would cost its worker, but nobody waits for it, and nothing is stored after it.
/// </summary>
internal sealed class BorrowedInspections(IInspectionService owner, CancellationToken ending) : IInspectionService
{
    public async Task<InspectionReport> InspectAsync(Artifact artifact, CancellationToken cancellation)
    {
        ending.ThrowIfCancellationRequested();
        InspectionReport report = await owner.InspectAsync(artifact, cancellation).WaitAsync(ending).ConfigureAwait(false);
        ending.ThrowIfCancellationRequested();
        return report;
    }
}
