namespace PackageWall.Benchmarks.Comparison.Load;

/// <summary>One turn of one subject.</summary>
/// <param name="Requests">Whole answers.</param>
/// <param name="Seconds">How long it took by the clock.</param>
/// <param name="P50">Median time of an answer in milliseconds.</param>
/// <param name="P99">99 of 100 answers were faster, in milliseconds.</param>
/// <param name="Failures">Answers that were no success, and connections that broke.</param>
/// <param name="Bytes">What came over the wire.</param>
internal sealed record Slice(long Requests, double Seconds, double P50, double P99, long Failures, long Bytes)
{
    /// <summary>Answers in a second. Where none came at all, one is counted: the subject is at most as fast as that.</summary>
    public double Rate => Math.Max(Requests, 1) / Seconds;

    /// <summary>Processor time of the subject for one answer, in microseconds.</summary>
    public double ProcessorPerRequest { get; init; }

    /// <summary>Most memory of its first process during the turn, in MB.</summary>
    public double Peak { get; init; }

    /// <summary>The same of all its processes.</summary>
    public double PeakOfAll { get; init; }
}
