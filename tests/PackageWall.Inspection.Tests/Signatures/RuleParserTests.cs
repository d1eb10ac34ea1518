using PackageWall.Inspection.Signatures;

namespace PackageWall.Inspection.Tests.Signatures;

public sealed class RuleParserTests
{
    [Fact]
    public void Every_error_is_told_with_its_line_and_not_only_the_first()
    {
        IReadOnlyList<SignatureError> errors = RuleText.Errors("""
            id: other
            titel: A sample
            verdict: bad
            when:
              contexts: install
              fact: read.secrets.ssh
            says: "{who} did it"
            why: Because.
            """);

        errors.Select(error => (error.Line, error.Message.Split(' ')[0])).ShouldBe(
            [(1, "'id'"), (1, "'title'"), (2, "'titel'"), (3, "'verdict'"), (5, "'contexts'"), (6, "'read.secrets.ssh'"), (7, "'{who}'"), (1, "'samples'")],
            ignoreOrder: true);
        errors.ShouldAllBe(error => error.File == "rules/sample.yaml");
    }

    [Theory]
    [InlineData("fact: wipe\nnew: perhaps", "'new' must be true or false.")]
    [InlineData("fact: wipe\ndepth-at-least: deep", "'depth-at-least' must be a whole number")]
    [InlineData("fact: wipe\nfrom: nowhere", "'nowhere' is not a fact")]
    [InlineData("within: house\nfact: wipe", "'house' is not a scope")]
    [InlineData("context: yesterday\nfact: wipe", "'yesterday' is not a context")]
    [InlineData("count: { of: read.*, distinct: colour, at-least: 2 }", "'colour' cannot be counted")]
    [InlineData("within: file", "No condition here")]
    [InlineData("all: []", "'all' is empty.")]
    [InlineData("all: [ { fact: wipe, valeu: x } ]", "'valeu' is not known here")]
    [InlineData("fact: ghost.*", "'ghost.*' is not a fact")]
    public void A_wrong_condition_is_refused(string when, string expected) =>
        RuleText.Errors(RuleText.Of(when)).ShouldContain(error => error.Message.StartsWith(expected, StringComparison.Ordinal));

    [Fact]
    public void A_rule_without_a_benign_sample_is_refused() =>
        RuleText.Errors(RuleText.Of("fact: wipe", samples: "samples:\n  malicious: [ { file: package.json, text: x } ]"))
            .ShouldContain(error => error.Message.StartsWith("'benign' needs a sample", StringComparison.Ordinal));

    [Fact]
    public void A_file_that_is_not_yaml_is_refused_with_its_line() =>
        RuleText.Errors("id: sample\ntitle: [").ShouldHaveSingleItem().File.ShouldBe("rules/sample.yaml");

    [Fact]
    public void A_folder_without_rules_is_refused_because_everything_would_pass() =>
        Should.Throw<SignatureException>(() => SignatureSet.FromFiles([]));

    [Fact]
    public void The_revision_follows_every_byte_and_no_order()
    {
        SignatureFile rule = new("rules/sample.yaml", RuleText.Of("fact: wipe"));
        SignatureFile words = new("vocabulary/words.yaml", "a: 1");

        string revision = SignatureSet.FromFiles([rule, words]).Revision;

        SignatureSet.FromFiles([words, rule]).Revision.ShouldBe(revision);
        SignatureSet.FromFiles([rule, words with { Text = "a: 2" }]).Revision.ShouldNotBe(revision);
        SignatureSet.FromFiles([rule with { Text = rule.Text + " " }, words]).Revision.ShouldNotBe(revision);
    }

    [Fact]
    public void Samples_repeat_text_take_bytes_and_know_their_ecosystem()
    {
        Rule rule = SignatureSet.FromFiles([new SignatureFile("rules/sample.yaml", RuleText.Of("fact: wipe", samples: """
            samples:
              malicious:
                - files:
                    - { file: x-1.dist-info/METADATA, text: "ab", times: 3 }
                  earlier:
                    - { file: a.bin, base64: AQI= }
              benign: [ { file: A.nuspec, text: "" } ]
            """))]).Compiled.ShouldHaveSingleItem();

        RuleSample sample = rule.Malicious.ShouldHaveSingleItem();
        sample.Ecosystem.ShouldBe(PackageWall.Packages.Ecosystem.PyPi);
        sample.FileName.ShouldEndWith(".whl");
        sample.Files[0].Content.ToArray().ShouldBe("ababab"u8.ToArray());
        sample.Earlier[0].Content.ToArray().ShouldBe([1, 2]);
        rule.Benign[0].Ecosystem.ShouldBe(PackageWall.Packages.Ecosystem.NuGet);
    }
}
