using PackageWall.Inspection;
using PackageWall.Inspection.Signatures;

namespace PackageWall.Workers.Wire;

/// <summary>The first message to a worker.</summary>
/// <param name="Signatures">The files of the rules, or null for those that are built in.</param>
/// <param name="Limits">What an inspection may cost.</param>
/// <param name="IsSandboxRequired">Whether the worker has to end when it cannot be shut in completely.</param>
internal sealed record WorkerSetup(IReadOnlyList<SignatureFile>? Signatures, InspectionLimits Limits, bool IsSandboxRequired);
