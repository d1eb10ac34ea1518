namespace PackageWall.Benchmarks.Comparison.Processes;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed, both streams.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record ToolRun(int ExitCode, string Output, TimeSpan Elapsed)
{
    /// <summary>The last lines, for messages.</summary>
    public string Tail => Output.Length > 1_500 ? Output[^1_500..] : Output;

    public ToolRun OrFail(string what) => ExitCode == 0 ? this : throw new ComparisonException($"{what} ended with exit code {ExitCode}:\n{Tail}");
}
