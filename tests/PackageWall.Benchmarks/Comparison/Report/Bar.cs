namespace PackageWall.Benchmarks.Comparison.Report;

/// <summary>One bar and what this run says of it.</summary>
/// <param name="Number">Which of the three it belongs to.</param>
/// <param name="Text">What is asked.</param>
/// <param name="Figure">What was found.</param>
/// <param name="IsReached">Whether it is; null where nothing was measured.</param>
internal sealed record Bar(int Number, string Text, string Figure, bool? IsReached);
