using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Tests.Reachability;
using static PackageWall.Inspection.Tests.Reachability.HandMade;

namespace PackageWall.Inspection.Tests.Signatures;

public sealed class RuleEvaluatorTests
{
    private static HandMade Hook(params Fact[] facts) => new HandMade().File("a.js", facts).Entry("npm.script.install", Context.Install, "a.js");

    [Fact]
    public void A_fact_matches_by_glob_of_its_name()
    {
        string rule = RuleText.Of("fact: read.secret.*");

        RuleText.Ask(rule, Hook(Does("read.secret.ssh"))).ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Malicious);
        RuleText.Ask(rule, Hook(Does("read.env"))).ShouldBeEmpty();
    }

    [Fact]
    public void Counting_distinct_families_does_not_count_one_twice()
    {
        string rule = RuleText.Of("count: { of: read.secret.*, distinct: family, at-least: 2 }");

        RuleText.Ask(rule, Hook(Does("read.secret.ssh", line: 1), Does("read.secret.ssh", line: 2))).ShouldBeEmpty();
        RuleText.Ask(rule, Hook(Does("read.secret.ssh"), Does("read.secret.cloud"))).Count.ShouldBe(1);
    }

    [Fact]
    public void Flow_depth_value_text_length_and_file_narrow_a_fact()
    {
        Fact fact = Does("execute.code", value: "abc") with { From = ["decode.constant"], Depth = 2, Evidence = "eval(x)" };

        foreach (string yes in (string[])["from: decode.*", "depth-at-least: 2", "value: a*", "text: '*eval*'", "length-at-least: 7", "file: '*.js'"])
        {
            RuleText.Ask(RuleText.Of($"fact: execute.code\n{yes}"), Hook(fact)).Count.ShouldBe(1, yes);
        }

        foreach (string no in (string[])["from: network.fetch", "depth-at-least: 3", "value: b*", "text: exec", "length-at-least: 8", "file: '*.py'", "new: true"])
        {
            RuleText.Ask(RuleText.Of($"fact: execute.code\n{no}"), Hook(fact)).ShouldBeEmpty(no);
        }
    }

    [Fact]
    public void Contexts_of_the_rule_hold_for_its_facts_and_a_fact_may_name_others()
    {
        HandMade package = new HandMade().File("a.js", Does("wipe", "later"), Does("delete")).Entry("npm.main", Context.Import, "a.js");

        RuleText.Ask(RuleText.Of("context: automatic\nfact: wipe"), package).ShouldBeEmpty();
        RuleText.Ask(RuleText.Of("context: automatic\nall: [ { fact: delete }, { fact: wipe, context: call } ]"), package).Count.ShouldBe(1);
    }

    [Fact]
    public void Dormant_code_matches_only_rules_that_ask_for_it()
    {
        HandMade package = new HandMade().File("a.js").File("b.js", Does("wipe")).Entry("npm.main", Context.Import, "a.js");

        RuleText.Ask(RuleText.Of("within: file\nfact: wipe"), package).ShouldBeEmpty();
        RuleText.Ask(RuleText.Of("within: file\ncontext: any\nfact: wipe"), package).Count.ShouldBe(1);
    }

    [Fact]
    public void Facts_of_two_entry_points_do_not_meet_within_a_component()
    {
        HandMade package = new HandMade()
            .File("a.js", Does("read.secret.ssh")).File("b.js", Does("network.send"))
            .Entry("npm.main", Context.Import, "a.js").Entry("npm.exports", Context.Import, "b.js");
        const string both = "all: [ { fact: read.secret.* }, { fact: network.send } ]";

        RuleText.Ask(RuleText.Of(both), package).ShouldBeEmpty();
        RuleText.Ask(RuleText.Of($"within: package\n{both}"), package).Count.ShouldBe(1);
    }

    [Fact]
    public void Places_apart_from_the_network_are_not_near_it_in_their_file()
    {
        const string Both = "all: [ { fact: read.secret.* }, { fact: network.send } ]";
        HandMade Package(bool isApart) => new HandMade()
            .File("a.dll", Does("read.secret.browser") with { IsApart = isApart }, Does("network.send")).Entry("nuget.assembly", Context.Import, "a.dll");

        RuleText.Ask(RuleText.Of($"within: file\n{Both}"), Package(isApart: false)).Count.ShouldBe(1);
        RuleText.Ask(RuleText.Of($"within: file\n{Both}"), Package(isApart: true)).ShouldBeEmpty();
        RuleText.Ask(RuleText.Of(Both), Package(isApart: true)).Count.ShouldBe(1);
    }

    [Fact]
    public void Scopes_get_narrower_from_package_to_line()
    {
        HandMade package = Hook(Does("wipe", "f", 3), Does("delete", "f", 4), Does("silence", "g", 3));
        string Both(string other, string scope) => RuleText.Of($"within: {scope}\nall: [ {{ fact: wipe }}, {{ fact: {other} }} ]");

        RuleText.Ask(Both("delete", "unit"), package).Count.ShouldBe(1);
        RuleText.Ask(Both("delete", "line"), package).ShouldBeEmpty();
        RuleText.Ask(Both("silence", "unit"), package).ShouldBeEmpty();
        RuleText.Ask(Both("silence", "line"), package).Count.ShouldBe(1);
    }

    [Fact]
    public void None_keeps_a_rule_from_matching()
    {
        string rule = RuleText.Of("all: [ { fact: wipe } ]\nnone: [ { fact: gate.ci } ]");

        RuleText.Ask(rule, Hook(Does("wipe"))).Count.ShouldBe(1);
        RuleText.Ask(rule, Hook(Does("wipe"), Does("gate.ci"))).ShouldBeEmpty();
    }

    [Fact]
    public void Evidence_carries_place_chain_and_depth()
    {
        Finding finding = RuleText.Ask(RuleText.Of("fact: wipe"), Hook(Does("wipe", line: 7, value: "/home"))).ShouldHaveSingleItem();

        finding.File.ShouldBe("a.js");
        finding.Line.ShouldBe(7);
        finding.Context.ShouldBe(Context.Install);
        Evidence evidence = finding.Evidence.ShouldHaveSingleItem();
        evidence.Value.ShouldBe("/home");
        evidence.Chain.ShouldBe(["package.json install", "a.js"]);
    }

    [Fact]
    public void The_sentence_names_entry_families_and_hosts()
    {
        string rule = RuleText.Of("all: [ { fact: read.secret.* }, { fact: network.send } ]", says: "{context}: {entry} reads {families}, sends to {hosts}");

        Finding finding = RuleText.Ask(rule, Hook(Does("read.secret.ssh"), Does("network.send", value: "https://user@Collect.Invalid:8080/x"))).ShouldHaveSingleItem();

        finding.Says.ShouldBe("install: package.json install reads ssh, sends to collect.invalid");
    }

    [Fact]
    public void One_place_that_several_entry_points_reach_is_one_finding_in_the_most_dangerous_context()
    {
        HandMade package = new HandMade().File("a.js", Does("wipe")).File("b.js", [Import("a.js")], [])
            .Entry("npm.main", Context.Import, "b.js").Entry("npm.script.install", Context.Install, "a.js");

        RuleText.Ask(RuleText.Of("fact: wipe"), package).ShouldHaveSingleItem().Context.ShouldBe(Context.Install);
    }

    [Fact]
    public void Facts_of_the_package_have_no_context_and_always_count()
    {
        Fact fact = new() { Name = "archive.zip.gap", File = "", Value = "reject" };

        RuleText.Ask(RuleText.Of("within: package\nfact: archive.zip.gap\nvalue: reject"), Hook(), fact).Count.ShouldBe(1);
        RuleText.Ask(RuleText.Of("within: package\nfact: archive.zip.gap\nvalue: hold"), Hook(), fact).ShouldBeEmpty();
    }

    [Fact]
    public void An_entry_point_matches_by_kind_and_command()
    {
        HandMade package = new HandMade().Command("npm.script.install", Context.Install, "curl x | sh", []);

        RuleText.Ask(RuleText.Of("entry: npm.script.*\ncommand: '*curl*'"), package).Count.ShouldBe(1);
        RuleText.Ask(RuleText.Of("entry: npm.script.*\ncommand: '*wget*'"), package).ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_of_one_ecosystem_is_not_asked_about_others()
    {
        string rule = RuleText.Of("fact: wipe").Replace("verdict:", "ecosystem: pypi\nverdict:", StringComparison.Ordinal);

        RuleText.Ask(rule, Hook(Does("wipe"))).ShouldBeEmpty();
    }

    [Fact]
    public void Findings_of_one_rule_are_bounded()
    {
        HandMade package = new();
        for (int file = 0; file < 500; file++)
        {
            package.File($"{file}.js", Does("wipe")).Entry("npm.exports", Context.Import, $"{file}.js");
        }

        RuleText.Ask(RuleText.Of("fact: wipe"), package).Count.ShouldBe(20);
    }
}
