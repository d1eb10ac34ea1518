using PackageWall.Inspection.Reachability;
using PackageWall.Inspection.Signatures;

namespace PackageWall.Inspection.Reports;

/// <summary>
/// Takes the gravest word back from what only runs if somebody unknown calls a function that was given to him to keep: the command of a
/// command line, the handler of a router. It may run, so it is held; that it does, nobody can say for certain.
/// </summary>
internal static class CertainRuns
{
    /// <summary>The findings; those of malicious rules that say nothing without such functions are suspicious.</summary>
    public static IReadOnlyList<Finding> Apply(IReadOnlyList<Finding> findings, SignatureSet signatures, JudgedPackage judged)
    {
        HashSet<string> rules = [.. findings.Where(finding => finding.Verdict == Verdict.Malicious).Select(finding => finding.Rule)];
        ReachedPackage certain = judged.Reached.Certain!.Value;
        Dictionary<(string, string, int, string, string?), bool?> known = [];
        foreach (Facts.Fact fact in judged.Reached.Facts)
        {
            known[(fact.Name, fact.File, fact.Line, fact.Unit, fact.Value)] = fact.IsNew;
        }

        certain = certain with { Facts = [.. certain.Facts.Select(fact => fact with { IsNew = known.GetValueOrDefault((fact.Name, fact.File, fact.Line, fact.Unit, fact.Value)) })] };
        IReadOnlyList<Finding> left = RuleEvaluator.Evaluate([.. signatures.Compiled.Where(rule => rules.Contains(rule.Id))], judged with { Reached = certain }, signatures.Baselines);
        rules.ExceptWith(left.Where(finding => finding.Verdict == Verdict.Malicious).Select(finding => finding.Rule));
        return rules.Count == 0 ? findings : RuleEvaluator.Ordered(findings.Select(finding => rules.Contains(finding.Rule) && finding.Verdict == Verdict.Malicious
            ? finding with { Verdict = Verdict.Suspicious, Says = $"{finding.Says} (if a function that is kept for later is called then)" }
            : finding));
    }
}
