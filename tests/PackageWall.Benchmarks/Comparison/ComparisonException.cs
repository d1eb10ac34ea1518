namespace PackageWall.Benchmarks.Comparison;

/// <summary>The comparison cannot go on; the message says why and what to do.</summary>
internal sealed class ComparisonException(string message) : Exception(message);
