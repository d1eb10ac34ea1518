namespace PackageWall.Benchmarks.Comparison.Installs;

/// <summary>One install.</summary>
/// <param name="Seconds">How long the client ran.</param>
/// <param name="Packages">How many packages lay there afterwards.</param>
/// <param name="Failure">Why it does not count, or null.</param>
internal sealed record InstallRun(double Seconds, int Packages, string? Failure)
{
    /// <summary>Most memory of the server and all its processes meanwhile, in MB; 0 where there is none.</summary>
    public double Peak { get; init; }

    /// <summary>Processor time of the server and all its processes meanwhile, in seconds.</summary>
    public double ServerProcessor { get; init; }

    /// <summary>Processor time of the client, in seconds.</summary>
    public double ClientProcessor { get; init; }
}
