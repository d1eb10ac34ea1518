namespace PackageWall.Benchmarks.Load;

/// <summary>What a slice of wrk measured.</summary>
/// <param name="P50">Microseconds.</param>
/// <param name="P99">Microseconds.</param>
/// <param name="PerSecond">Requests.</param>
/// <param name="Errors">Answers that are none, or not 2xx and 3xx.</param>
internal sealed record WrkFigures(double P50, double P99, double PerSecond, long Errors);
