using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Reports;

/// <summary>Oddities of archive and manifest as facts, so that rules can speak of them: <c>archive.zip.duplicate</c> with the severity as value.</summary>
internal static class AnomalyFacts
{
    private const int Most = 200;
    private const int LongestEvidence = 400;

    public static IEnumerable<Fact> Of(IReadOnlyList<ArchiveAnomaly> anomalies) => anomalies
        .OrderByDescending(anomaly => anomaly.Severity)
        .Take(Most)
        .Select(anomaly => new Fact
        {
            Name = NameOf(anomaly),
            File = anomaly.Entry ?? "",
            Value = anomaly.Severity.ToString().ToLowerInvariant(),
            Evidence = anomaly.Detail.Length <= LongestEvidence ? anomaly.Detail : anomaly.Detail[..LongestEvidence],
        });

    /// <summary>The name of an anomaly's fact.</summary>
    public static string NameOf(ArchiveAnomaly anomaly) =>
        anomaly.Code.StartsWith("archive.", StringComparison.Ordinal) ? anomaly.Code : $"archive.{anomaly.Code}";
}
