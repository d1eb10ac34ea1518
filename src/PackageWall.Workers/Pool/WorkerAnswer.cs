using PackageWall.Inspection.Reports;

namespace PackageWall.Workers.Pool;

/// <summary>What came of asking a worker.</summary>
internal abstract record WorkerAnswer
{
    /// <summary>A report of the artifact that was sent.</summary>
    public sealed record Inspected(InspectionReport Report) : WorkerAnswer;

    /// <summary>The worker has ended, and why: one sentence for the report.</summary>
    public sealed record Failed(string Reason, bool IsOutOfMemory = false) : WorkerAnswer;
}
