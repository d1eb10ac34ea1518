using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;

namespace PackageWall.Inspection;

/// <summary>
/// The one door of inspection: bytes of an artifact in, report out. Pure, safe for use from several threads, and never throws on
/// any input: a reader that fails makes the report inconclusive.
/// </summary>
public sealed class Inspector(SignatureSet signatures, InspectionLimits limits)
{
    /// <summary>The rules in use.</summary>
    public SignatureSet Signatures { get; } = signatures;

    /// <summary>The limits in use.</summary>
    public InspectionLimits Limits { get; } = limits;

    /// <summary>Inspects one artifact.</summary>
    public InspectionReport Inspect(Artifact artifact, CancellationToken cancellation = default) =>
        throw new InvalidOperationException($"Not yet: {Limits.Entries}.");
}
