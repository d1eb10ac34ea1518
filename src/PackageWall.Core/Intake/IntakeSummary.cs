using PackageWall.Core.Versions;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Reports;

namespace PackageWall.Core.Intake;

/// <summary>Takes from a report what decisions need.</summary>
internal static class IntakeSummary
{
    private const int MaxFindings = 10;

    public static InspectionSummary Of(InspectionReport report, DateTimeOffset now)
    {
        IEnumerable<string> findings = report.Findings
            .Where(finding => finding.Verdict != Verdict.Clean)
            .Select(finding => finding.Says)
            .Concat(report.Inconclusive)
            .Concat(report.Anomalies.Where(anomaly => anomaly.Severity != AnomalySeverity.Note).Select(anomaly => anomaly.Detail));
        return new InspectionSummary(
            report.Verdict,
            report.Score,
            report.Signatures,
            now,
            report.Verdict == Verdict.Clean ? [] : [.. findings.Distinct().Take(MaxFindings)],
            [.. report.Findings.Select(finding => finding.Rule).Distinct()],
            report.Change?.IsQuiet);
    }
}
