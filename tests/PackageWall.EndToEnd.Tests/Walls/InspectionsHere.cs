using PackageWall.Core.Intake;
using PackageWall.Inspection;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;

namespace PackageWall.EndToEnd.Tests.Walls;

/// <summary>The real inspection in this process: for walls in a test, hundreds of which start where isolation is not the question.</summary>
internal sealed class InspectionsHere : IInspectionService
{
    private readonly Inspector _inspector = new(SignatureSet.Default, InspectionLimits.Default);

    public Task<InspectionReport> InspectAsync(Artifact artifact, CancellationToken cancellation) =>
        Task.Run(() => _inspector.Inspect(artifact, cancellation), cancellation);
}
