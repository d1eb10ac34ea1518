using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;

namespace PackageWall.Inspection.Tests.Signatures;

/// <summary>Every rule is shown at work on whole packages: what it is for must match, what looks alike must not.</summary>
public sealed class SampleTests
{
    public static TheoryData<string, int> Malicious => Samples(rule => rule.Malicious);

    public static TheoryData<string, int> Benign => Samples(rule => rule.Benign);

    [Fact]
    public void Every_rule_has_samples_of_both_kinds()
    {
        SignatureSet.Default.Compiled.Count.ShouldBeGreaterThan(40);
        SignatureSet.Default.Compiled.ShouldAllBe(rule => rule.Malicious.Count > 0 && rule.Benign.Count > 0);
    }

    [Theory]
    [MemberData(nameof(Malicious))]
    public void A_sample_of_what_the_rule_is_for_matches(string id, int index)
    {
        Rule rule = RuleOf(id);
        InspectionReport report = Inspect(rule.Malicious[index]);

        report.Findings.Select(finding => finding.Rule).ShouldContain(id, Told(report));
        if (rule.Verdict == Verdict.Malicious)
        {
            report.Verdict.ShouldBe(Verdict.Malicious, Told(report));
        }
    }

    [Theory]
    [MemberData(nameof(Benign))]
    public void A_sample_that_looks_alike_does_not_match_and_passes(string id, int index)
    {
        RuleSample sample = RuleOf(id).Benign[index];
        InspectionReport report = Inspect(sample);

        report.Findings.Select(finding => finding.Rule).ShouldNotContain(id, Told(report));
        report.Verdict.ShouldBe(sample.Verdict ?? Verdict.Clean, Told(report));
    }

    private static TheoryData<string, int> Samples(Func<Rule, IReadOnlyList<RuleSample>> samples)
    {
        TheoryData<string, int> data = [];
        foreach (Rule rule in SignatureSet.Default.Compiled)
        {
            for (int index = 0; index < samples(rule).Count; index++)
            {
                data.Add(rule.Id, index);
            }
        }

        return data;
    }

    private static Rule RuleOf(string id) => SignatureSet.Default.Compiled.Single(rule => rule.Id == id);

    private static InspectionReport Inspect(RuleSample sample)
    {
        Artifact artifact = new(sample.Ecosystem, sample.FileName, new byte[1]) { ExpectedName = sample.ExpectedName, DoubtfulDependencies = sample.DoubtfulDependencies.ToHashSet() };
        if (sample.Earlier.Count > 0)
        {
            InspectionReport earlier = Inspect(sample, sample.Earlier, artifact);
            artifact = artifact with { Earlier = earlier.Profile, EarlierVersion = earlier.Version };
        }

        return Inspect(sample, sample.Files, artifact);
    }

    private static InspectionReport Inspect(RuleSample sample, IReadOnlyList<SampleFile> files, Artifact artifact)
    {
        InspectionRooms rooms = InspectionRooms.Real with { ReadArchive = (_, _, _, _) => SampleArchive.Of(sample, files) };
        return new Inspector(SignatureSet.Default, InspectionLimits.Default, rooms).Inspect(artifact);
    }

    private static string Told(InspectionReport report) => string.Join(
        Environment.NewLine,
        [
            $"verdict {report.Verdict}",
            .. report.Findings.Select(finding => $"{finding.Verdict} {finding.Rule}: {finding.Says} | {string.Join(" | ", finding.Evidence.Select(evidence => $"{evidence.Fact} {evidence.File}:{evidence.Line} {evidence.Text}"))}"),
            .. report.Inconclusive,
            .. report.Anomalies.Select(anomaly => anomaly.ToString()),
            .. report.Profile.EntryPoints,
            .. report.Profile.Capabilities,
        ]);
}
