using PackageWall.Inspection.Reports;
using PackageWall.Workers.Pool;

namespace PackageWall.Cli.Scan;

/// <summary>An archive and its report.</summary>
/// <param name="Path">The archive as it was named or found.</param>
/// <param name="Report">What the inspection found.</param>
/// <param name="Milliseconds">How long it took, reading the file included.</param>
internal sealed record ScanResult(string Path, InspectionReport Report, long Milliseconds)
{
    /// <summary>Methods that are evidence, as C#.</summary>
    public IReadOnlyList<DecompiledMethod> Decompiled { get; init; } = [];

    /// <summary>
    /// The findings, with every reason why the package could not be read to its end as a finding of its own: whoever reads only
    /// findings must not miss it.
    /// </summary>
    public IReadOnlyList<Finding> Findings { get; } =
    [
        .. Report.Findings,
        .. Report.Inconclusive.Select(reason => new Finding
        {
            Rule = "not-read-to-its-end",
            Title = "The package could not be read to its end",
            Verdict = Verdict.Inconclusive,
            Says = reason,
            File = "",
            Evidence = [],
        }),
    ];
}
