using PackageWall.Benchmarks.Comparison.Installs;
using PackageWall.Benchmarks.Comparison.Load;

namespace PackageWall.Benchmarks.Comparison.Report;

/// <summary>All that one run found.</summary>
internal sealed record Findings
{
    /// <summary>When it began.</summary>
    public required DateTimeOffset When { get; init; }

    /// <summary>The command's own words.</summary>
    public required string Command { get; init; }

    public required string Machine { get; init; }

    public required IReadOnlyList<(string Name, string Version)> Versions { get; init; }

    public required IReadOnlyList<string> Lacking { get; init; }

    public required int Rounds { get; init; }

    public required int Seconds { get; init; }

    public IReadOnlyList<Cell> Documents { get; init; } = [];

    public IReadOnlyList<Cell> Artifacts { get; init; } = [];

    public IReadOnlyList<InstallSeries> Installs { get; init; } = [];
}
