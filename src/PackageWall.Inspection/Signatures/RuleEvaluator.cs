using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures.Baselines;

namespace PackageWall.Inspection.Signatures;

/// <summary>Asks every rule about a package.</summary>
internal static class RuleEvaluator
{
    private const int MostFindingsOfARule = 20;
    private const int MostEvidence = 12;

    /// <summary>The findings, gravest first, then by rule and place.</summary>
    public static IReadOnlyList<Finding> Evaluate(IReadOnlyList<Rule> rules, JudgedPackage package, BaselineSet baselines)
    {
        GroupSet groups = new(package);
        List<Finding> findings = [];
        foreach (Rule rule in rules)
        {
            if (rule.Ecosystems.Count == 0 || rule.Ecosystems.Contains(package.Ecosystem))
            {
                findings.AddRange(Findings(rule, groups, package, baselines));
            }
        }

        return Ordered(findings);
    }

    /// <summary>Gravest first; then what runs soonest; then by name and place.</summary>
    public static IReadOnlyList<Finding> Ordered(IEnumerable<Finding> findings) =>
    [
        .. findings.OrderBy(finding => finding.Verdict switch { Verdict.Malicious => 0, Verdict.Suspicious => 1, Verdict.Inconclusive => 2, _ => 3 })
            .ThenBy(finding => finding.Context)
            .ThenBy(finding => finding.Rule, StringComparer.Ordinal)
            .ThenBy(finding => finding.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Line),
    ];

    private static IEnumerable<Finding> Findings(Rule rule, GroupSet groups, JudgedPackage package, BaselineSet baselines)
    {
        // Several entry points that reach the same place are one finding: the most dangerous, which comes first. Its evidence is that of all
        // of them, so that none can hide behind another one's pin.
        Dictionary<(string, int), (Finding Finding, WholeEvidence Evidence)> places = [];
        List<(string, int)> order = [];
        // Pinned findings take no place from others, so all must be known before the most are taken.
        int most = baselines.SpeaksOf(package, rule.Id) ? int.MaxValue : MostFindingsOfARule;
        if (rule.Within == RuleScope.Near && !rule.When.CouldHold(groups.Names, groups.Of(RuleScope.Package)[0]))
        {
            // Most packages have nothing that it is about; then nobody asks what is near to what.
            return [];
        }

        foreach (FactGroup group in groups.Of(rule.Within))
        {
            RuleMatch match = new();
            if (!rule.When.CouldHold(groups.Names, group) || !rule.When.Holds(group, rule.Contexts, match))
            {
                continue;
            }

            Finding finding = ToFinding(rule, match, group);
            (string, int) place = (finding.File, finding.Line);
            if (!places.TryGetValue(place, out (Finding Finding, WholeEvidence Evidence) found))
            {
                if (places.Count >= most)
                {
                    continue;
                }

                found = (finding, new WholeEvidence());
                places.Add(place, found);
                order.Add(place);
            }

            if (IsPinnable(rule))
            {
                RuleMatch whole = new() { IsWhole = true };
                rule.When.Holds(group, rule.Contexts, whole);
                found.Evidence.Add(whole);
            }
            else if (places.Count >= most)
            {
                break;
            }
        }

        IEnumerable<Finding> all = order.Select(place => places[place])
            .Select(found => !IsPinnable(rule) ? found.Finding : baselines.Apply(
                found.Finding with
                {
                    EvidenceHash = found.Evidence.Hash(package.Version),
                    IsSelfContained = found.Evidence.IsSelfContained,
                    Evidence = package.ShowsWholeEvidence ? [.. found.Evidence.EntryPoints.Select(OfEntry), .. found.Evidence.Facts.Select(OfFact)] : found.Finding.Evidence,
                },
                package));
        return all.GroupBy(finding => finding.Pinned is not null).SelectMany(group => group.Take(MostFindingsOfARule));
    }

    /// <summary>A note holds nothing back, so there is nothing to pin.</summary>
    private static bool IsPinnable(Rule rule) => rule.IsPinnable && rule.Verdict != Verdict.Clean;

    private static Finding ToFinding(Rule rule, RuleMatch match, FactGroup group)
    {
        List<PlacedFact> placed = [.. match.Facts];
        List<EntryPoint> entries = [.. match.EntryPoints];
        List<EntryPoint> starts = entries.Count > 0 || rule.Within == RuleScope.Package ? entries : [.. group.EntryPoints.Select(entry => entry.EntryPoint)];
        List<Fact> facts = [.. placed.Select(item => item.Fact)];
        (string file, int line) = facts.Count > 0 ? (facts[0].File, facts[0].Line)
            : entries.Count > 0 ? (entries[0].DeclaredIn, entries[0].Line)
            : ("", 0);
        Context context = placed.Select(item => item.Context).Concat(entries.Select(entry => entry.Context)).DefaultIfEmpty(Context.Dormant).Min();
        return new Finding
        {
            Rule = rule.Id,
            Title = rule.Title,
            Verdict = rule.Verdict,
            Says = Sentence.For(rule.Says, context, facts, starts, file, line),
            File = file,
            Line = line,
            Context = context,
            Evidence =
            [
                .. entries.Select(OfEntry).Concat(facts.Select(OfFact)).Take(MostEvidence),
            ],
        };
    }

    private static Evidence OfFact(Fact fact) => new(fact.Name, fact.File, fact.Line, fact.Evidence, fact.Value, fact.Depth, fact.Chain) { Unit = fact.Unit.Length > 0 ? fact.Unit : null };

    private static Evidence OfEntry(EntryPoint entry) =>
        new($"entry.{entry.Kind}", entry.DeclaredIn, entry.Line, entry.Command ?? entry.Target ?? "", entry.Target, 0, [entry.Title]);
}
