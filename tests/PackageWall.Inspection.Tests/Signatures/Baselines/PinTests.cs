using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Signatures.Baselines;

/// <summary>Pins, over whole inspections with the rules of the product.</summary>
public sealed class PinTests
{
    private const string Rule = "installs-more-packages";

    private const string Hook = "require('child_process').execSync('npm install --no-audit part@1.0.0');\n";

    [Fact]
    public void Pinned_evidence_is_a_note_that_says_why_and_the_verdict_goes_without_it()
    {
        InspectionReport before = Inspect(Package(Hook));
        before.Verdict.ShouldBe(Verdict.Suspicious);

        InspectionReport after = Inspect(Package(Hook), Pinning(before));

        after.Verdict.ShouldBe(Verdict.Clean);
        Finding note = after.Findings.Single(finding => finding.Rule == Rule);
        note.Verdict.ShouldBe(Verdict.Clean);
        note.Pinned.ShouldBe(new PinnedAs(Verdict.Suspicious, "1.0.0", "Read."));
        note.Says.ShouldStartWith("Pinned as harmless since 1.0.0, would be suspicious: Read. (");
        note.Evidence.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_release_that_only_counts_on_or_moves_the_line_keeps_its_pin()
    {
        SignatureSet signatures = Pinning(Inspect(Package(Hook)));

        Inspect(Package("// moved\n\n" + Hook.Replace("1.0.0", "1.0.1", StringComparison.Ordinal), "1.0.1"), signatures).Verdict.ShouldBe(Verdict.Clean);
    }

    [Fact]
    public void A_changed_line_ends_the_pin() =>
        Inspect(Package(Hook.Replace("part@", "other@", StringComparison.Ordinal)), Pinning(Inspect(Package(Hook)))).Verdict.ShouldBe(Verdict.Suspicious);

    [Fact]
    public void Another_version_of_what_it_installs_ends_the_pin() =>
        Inspect(Package(Hook.Replace("1.0.0", "1.0.9", StringComparison.Ordinal)), Pinning(Inspect(Package(Hook)))).Verdict.ShouldBe(Verdict.Suspicious);

    [Fact]
    public void A_fact_more_ends_the_pin() =>
        Inspect(Package(Hook + "require('child_process').execSync('npm install more');\n"), Pinning(Inspect(Package(Hook)))).Verdict.ShouldBe(Verdict.Suspicious);

    [Fact]
    public void A_fact_more_ends_the_pin_even_beyond_what_reports_show()
    {
        string many = string.Concat(Enumerable.Range(0, 9).Select(number => $"require('child_process').execSync('npm install part{number}');\n"));
        SignatureSet signatures = Pinning(Inspect(Package(many)));

        Inspect(Package(many), signatures).Verdict.ShouldBe(Verdict.Clean);
        Inspect(Package(many + "require('child_process').execSync('npm install zzz');\n"), signatures).Verdict.ShouldBe(Verdict.Suspicious);
    }

    [Fact]
    public void A_second_hook_that_reaches_the_same_place_with_more_ends_the_pin()
    {
        SignatureSet signatures = Pinning(Inspect(Package(Hook)));
        NpmPackageBuilder more = new NpmPackageBuilder("sample", "1.0.0").Script("install", "node hook.js").Script("postinstall", "node more.js")
            .File("hook.js", Hook).File("more.js", "require('./hook.js');\nrequire('child_process').execSync('npm install zzz');\n");

        Inspect(more.Build(), signatures).Verdict.ShouldBe(Verdict.Suspicious);
    }

    [Fact]
    public void Neither_the_name_nor_the_evidence_alone_is_enough()
    {
        SignatureSet signatures = Pinning(Inspect(Package(Hook)));

        Inspect(Package(Hook, name: "another"), signatures).Verdict.ShouldBe(Verdict.Suspicious);
        InspectionReport asAnother = new Inspector(signatures, InspectionLimits.Default).Inspect(
            new Artifact(Ecosystem.Npm, "sample-1.0.0.tgz", Package(Hook)) { ExpectedName = "another" });
        asAnother.Findings.ShouldContain(finding => finding.Rule == Rule && finding.Verdict == Verdict.Suspicious);
        SignatureSet otherRule = With(Entry("sample", "install-fetches-program", Inspect(Package(Hook)).Findings.Single(finding => finding.Rule == Rule).EvidenceHash!));
        Inspect(Package(Hook), otherRule).Verdict.ShouldBe(Verdict.Suspicious);
    }

    [Fact]
    public void What_may_never_be_pinned_has_no_hash()
    {
        byte[] stays = new NpmPackageBuilder("sample", "1.0.0").Script("postinstall", "node hook.js")
            .File("hook.js", "require('fs').appendFileSync(require('os').homedir() + '/.bashrc', 'echo inert');\n").Build();

        Finding finding = Inspect(stays).Findings.Single(finding => finding.Rule == "makes-itself-stay");

        finding.Verdict.ShouldBe(Verdict.Malicious);
        finding.EvidenceHash.ShouldBeNull();
    }

    [Fact]
    public void A_pin_makes_another_revision() => Pinning(Inspect(Package(Hook))).Revision.ShouldNotBe(SignatureSet.Default.Revision);

    [Theory]
    [InlineData("makes-itself-stay")]
    [InlineData("reads-memory-of-build-machine")]
    [InlineData("known-from-an-attack")]
    [InlineData("deletes-home")]
    [InlineData("archive-readable-in-two-ways")]
    public void Rules_that_may_never_be_pinned_refuse_pins(string rule) =>
        Errors(Entry("sample", rule, new string('a', 64))).ShouldBe([$"baselines/npm.yaml:3: Findings of '{rule}' may never be pinned."]);

    [Fact]
    public void A_pin_wants_a_reason_a_rule_and_a_hash_and_stands_once()
    {
        string good = Entry("sample", Rule, new string('a', 64));

        Errors(good.Replace("\"Read.\"", "\"\"", StringComparison.Ordinal)).ShouldBe(["baselines/npm.yaml:6: 'why' is empty: nothing is pinned without the reason of somebody who read it."]);
        Errors(Entry("sample", "no-such-rule", new string('a', 64))).ShouldBe(["baselines/npm.yaml:3: There is no rule 'no-such-rule'."]);
        Errors(Entry("sample", Rule, "*")).Single().ShouldStartWith("baselines/npm.yaml:4: 'evidence' must be the hash");
        Errors(good + good["pins:\n".Length..]).Single().ShouldContain("already");
        Errors(good + "    until: 2030\n").Single().ShouldContain("'until' is not known here");
        Should.Throw<SignatureException>(() => With(good, "baselines/cargo.yaml")).Errors.Single().ToString().ShouldContain("named for its ecosystem");
    }

    private static byte[] Package(string hook, string version = "1.0.0", string name = "sample") =>
        new NpmPackageBuilder(name, version).Script("postinstall", "node hook.js").File("hook.js", hook).Build();

    private static InspectionReport Inspect(byte[] content, SignatureSet? signatures = null) =>
        new Inspector(signatures ?? SignatureSet.Default, InspectionLimits.Default).Inspect(new Artifact(Ecosystem.Npm, "sample.tgz", content));

    private static SignatureSet Pinning(InspectionReport report) =>
        With(Entry("sample", Rule, report.Findings.Single(finding => finding.Rule == Rule && finding.Verdict == Verdict.Suspicious).EvidenceHash!));

    private static IReadOnlyList<string> Errors(string baselines) => [.. Should.Throw<SignatureException>(() => With(baselines)).Errors.Select(error => error.ToString())];

    private static SignatureSet With(string baselines, string path = "baselines/npm.yaml") =>
        SignatureSet.FromFiles([.. SignatureSet.BuiltInFiles().Where(file => file.Path != "baselines/npm.yaml"), new SignatureFile(path, baselines)]);

    private static string Entry(string package, string rule, string evidence) =>
        $"pins:\n  - package: \"{package}\"\n    rule: {rule}\n    evidence: \"{evidence}\"\n    seen: \"1.0.0\"\n    why: \"Read.\"\n";
}
