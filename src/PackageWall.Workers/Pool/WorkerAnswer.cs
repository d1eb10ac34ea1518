using PackageWall.Inspection.Reports;

namespace PackageWall.Workers.Pool;

/// <summary>What came of asking a worker.</summary>
internal abstract record WorkerAnswer
{
    /// <summary>A report of the artifact that was sent.</summary>
    public sealed record Inspected(InspectionReport Report) : WorkerAnswer;

    /// <summary>The worker has ended, and why: one sentence for the report.</summary>
    /// <param name="Reason">The sentence.</param>
    /// <param name="WantsMore">Whether more memory may help: it ran out of it, or died of something that running short of it brings about.</param>
    public sealed record Failed(string Reason, bool WantsMore = false) : WorkerAnswer;
}
