using PackageWall.Inspection.Reports;
using PackageWall.Workers.Pool;

namespace PackageWall.Cli.Scan;

/// <summary>The methods of assemblies that are evidence of what holds a package.</summary>
internal static class EvidenceMethods
{
    private const string Leads = " leads to ";
    private const string Calls = " calls ";

    /// <summary>In the order of the findings, each once.</summary>
    public static IReadOnlyList<MethodName> Of(InspectionReport report) =>
    [
        .. report.Findings.Where(finding => finding.Verdict != Verdict.Clean)
            .SelectMany(finding => finding.Evidence)
            .Where(evidence => evidence.Line == 0)
            .SelectMany(evidence => Units(evidence).Select(unit => new MethodName(evidence.File, unit)))
            .Distinct(),
    ];

    // "Start.Run leads to Worker.Go calls …" is evidence of two methods, and of the file as a whole.
    private static IEnumerable<string> Units(Evidence evidence)
    {
        if (evidence.Unit is { } unit)
        {
            yield return unit;
        }
        else if (evidence.Fact is "dotnet.load-reaches" or "dotnet.host-reaches" && evidence.Text.IndexOf(Leads, StringComparison.Ordinal) is > 0 and var leads)
        {
            yield return evidence.Text[..leads];
            int start = leads + Leads.Length;
            if (evidence.Text.IndexOf(Calls, start, StringComparison.Ordinal) is > 0 and var calls)
            {
                yield return evidence.Text[start..calls];
            }
        }
    }
}
