using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Reports;

/// <summary>
/// Makes sure that no oddity of an archive passes because no rule speaks of it. What should be looked at becomes suspicious, what
/// is broken makes the package inconclusive. This stands in code and not in a rule: whoever replaces the rules keeps it.
/// </summary>
internal static class AnomalyCover
{
    private const int Most = 20;

    public static (IReadOnlyList<Finding> Findings, IReadOnlyList<string> Inconclusive) Apply(
        IReadOnlyList<ArchiveAnomaly> anomalies, IReadOnlyList<Finding> findings, IReadOnlyList<string> inconclusive)
    {
        HashSet<string> spokenOf = [.. findings.Where(finding => finding.Verdict is Verdict.Suspicious or Verdict.Malicious).SelectMany(finding => finding.Evidence).Select(evidence => evidence.Fact)];
        List<Finding> added = [];
        List<string> doubts = [.. inconclusive];
        foreach (ArchiveAnomaly anomaly in anomalies)
        {
            if (spokenOf.Contains(AnomalyFacts.NameOf(anomaly)) || added.Count + doubts.Count >= Most)
            {
                continue;
            }

            switch (anomaly.Severity)
            {
                case AnomalySeverity.Hold:
                    added.Add(ToFinding(anomaly));
                    break;
                case AnomalySeverity.Reject:
                    doubts.Add($"{anomaly.Code}{(anomaly.Entry is null ? "" : $" at {anomaly.Entry}")}: {anomaly.Detail}");
                    break;
            }
        }

        return (added.Count == 0 ? findings : Signatures.RuleEvaluator.Ordered([.. findings, .. added]), doubts);
    }

    private static Finding ToFinding(ArchiveAnomaly anomaly) => new()
    {
        Rule = "archive-oddity",
        Title = "Something in the archive needs a person's eye",
        Verdict = Verdict.Suspicious,
        Says = anomaly.Detail,
        File = anomaly.Entry ?? "",
        Context = Context.Dormant,
        Evidence = [new Evidence(AnomalyFacts.NameOf(anomaly), anomaly.Entry ?? "", 0, anomaly.Detail, "hold", 0, [])],
    };
}
