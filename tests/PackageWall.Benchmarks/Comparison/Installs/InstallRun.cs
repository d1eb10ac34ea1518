namespace PackageWall.Benchmarks.Comparison.Installs;

/// <summary>One install.</summary>
/// <param name="Seconds">How long the client ran.</param>
/// <param name="Packages">How many packages lay there afterwards.</param>
/// <param name="Failure">Why it does not count, or null.</param>
/// <param name="Peak">Most memory of the server and all its processes meanwhile, in MB; 0 where there is none.</param>
internal sealed record InstallRun(double Seconds, int Packages, string? Failure, double Peak);
