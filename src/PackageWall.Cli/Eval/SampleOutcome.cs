using PackageWall.Cli.Scan;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;

namespace PackageWall.Cli.Eval;

/// <summary>A sample and what was found of it.</summary>
internal sealed record SampleOutcome(Sample Sample, InspectionReport Report)
{
    /// <summary>The verdict's word.</summary>
    public string Verdict => JsonLines.WordOf(Report.Verdict, isFinding: false);

    /// <summary>Whether it is what was expected. A sample that is malicious and only held is held: not released, and not right.</summary>
    public bool IsRight => Sample.Expected switch
    {
        SampleExpectation.Clean => Report.Verdict == Inspection.Reports.Verdict.Clean,
        SampleExpectation.Held => Report.Verdict != Inspection.Reports.Verdict.Clean,
        _ => Report.Verdict == Inspection.Reports.Verdict.Malicious,
    };

    /// <summary>Whether an attack would be let out.</summary>
    public bool IsMissed => Sample.Expected != SampleExpectation.Clean && Report.Verdict == Inspection.Reports.Verdict.Clean;

    /// <summary>The rules that found something, gravest first, with their numbers.</summary>
    public IReadOnlyList<string> Found(SignatureSet signatures)
    {
        Dictionary<string, SignatureSummary> rules = signatures.Rules.ToDictionary(rule => rule.Id);
        return
        [
            .. new ScanResult("", Report, 0).Findings
                .Where(finding => finding.Verdict != Inspection.Reports.Verdict.Clean)
                .Select(finding => rules.TryGetValue(finding.Rule, out SignatureSummary? rule) && rule.Refs.Count > 0 ? $"{finding.Rule} ({string.Join(" ", rule.Refs)})" : finding.Rule)
                .Distinct(),
        ];
    }
}
