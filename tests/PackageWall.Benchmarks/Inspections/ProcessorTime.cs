namespace PackageWall.Benchmarks.Inspections;

/// <summary>The clock of the measurements: what this process has used of the processor, so that other work on the machine counts less.</summary>
internal static class ProcessorTime
{
    /// <summary>What was used until now.</summary>
    public static TimeSpan Now => Environment.CpuUsage.TotalTime;
}
