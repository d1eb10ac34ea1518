using System.Text.Json;
using PackageWall.Inspection;
using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Reports;

namespace PackageWall.Cli.Tests.Eval;

public sealed class EvalCommandTests
{
    private const string Manifest = """
        { "samples": [
          { "id": "worm", "group": "worms", "rules": "B05", "expect": "malicious", "ecosystem": "npm", "file": "a.tgz" },
          { "id": "held", "expect": "malicious", "ecosystem": "npm", "file": "b.tgz" },
          { "id": "bait", "expect": "held", "ecosystem": "npm", "file": "c.tgz" },
          { "id": "parent", "expect": "held", "ecosystem": "npm", "file": "c.tgz", "outOfScope": "needs a clock" },
          { "id": "twin", "expect": "clean", "ecosystem": "npm", "file": "c.tgz" }
        ] }
        """;

    [Fact]
    public async Task Samples_are_judged_by_what_their_manifest_expects()
    {
        using Bench bench = Samples();
        (await bench.Run("eval", "samples", bench.Folder)).ShouldBe(ExitCode.Held);
        bench.Out.ShouldContain("attacks that one archive can show  3");
        bench.Out.ShouldContain("of these malicious                 1 (33.3 %)");
        bench.Out.ShouldContain("of these malicious or held         2 (66.7 %)");
        bench.Out.ShouldContain("of these clean                     1 (100.0 %)");
        bench.Out.ShouldContain("clean (MISSED)");
        bench.Out.ShouldContain("clean (not counted)");
        bench.Out.ShouldContain("suspicious (malicious expected)");
    }

    [Fact]
    public async Task Samples_as_markdown_are_tables()
    {
        using Bench bench = Samples();
        await bench.Run("eval", "samples", Path.Combine(bench.Folder, "samples.json"), "--format", "markdown");
        bench.Out.ShouldContain("| worms | worm | B05 | sample-rule | malicious |");
    }

    [Fact]
    public async Task Samples_as_json_say_which_are_missed()
    {
        using Bench bench = Samples();
        await bench.Run("eval", "samples", bench.Folder, "--format", "json");
        using JsonDocument document = JsonDocument.Parse(bench.Out);
        document.RootElement.GetProperty("samples").EnumerateArray().Where(sample => sample.GetProperty("missed").GetBoolean())
            .Select(sample => sample.GetProperty("id").GetString()).ShouldBe(["bait", "parent"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{ "samples": [ { "id": "a", "file": "a.tgz", "ecosystem": null, "expect": "whatever" } ] }""")]
    [InlineData("""{ "samples": [ { "id": "a", "file": "missing.tgz", "ecosystem": "npm", "expect": "clean" } ] }""")]
    public async Task A_manifest_that_is_none_is_told(string manifest)
    {
        using Bench bench = new();
        bench.File("samples.json", manifest);
        (await bench.Run("eval", "samples", bench.Folder)).ShouldBe(ExitCode.Usage);
        bench.Error.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Honest_packages_are_counted_with_the_rules_that_hold_them()
    {
        using Bench bench = new();
        bench.File("a.tgz", "clean");
        bench.File("b.tgz", "clean");
        bench.File("c.tgz", "suspicious");
        (await bench.Run("eval", "benign", bench.Folder)).ShouldBe(ExitCode.Held);
        bench.Out.ShouldMatch(@"(?m)^archives +3$");
        bench.Out.ShouldMatch(@"(?m)^clean +2$");
        bench.Out.ShouldContain("median time");
        bench.Out.ShouldMatch(@"(?m)^sample-rule +1 +sample 1\.0\.0$");
    }

    [Fact]
    public async Task Versions_of_a_package_are_paired_in_their_order()
    {
        List<(string? Version, string? Earlier)> seen = [];
        using Bench bench = new()
        {
            Inspect = artifact =>
            {
                string version = artifact.FileName[2..^4];
                seen.Add((version, artifact.EarlierVersion));
                return new InspectionReport { Ecosystem = artifact.Ecosystem, Sha256 = "", Name = "a", Version = version, Verdict = Verdict.Clean, Profile = new PackageProfile(), Signatures = "x", Bytes = 1 };
            },
        };
        bench.File("a-1.10.0.tgz", "");
        bench.File("a-1.9.0.tgz", "");
        bench.File("a-1.2.0.tgz", "");
        (await bench.Run("eval", "benign", bench.Folder, "--previous", "--format", "json")).ShouldBe(ExitCode.Fine);
        seen.Where(pair => pair.Earlier is not null).ShouldBe([("1.9.0", "1.2.0"), ("1.10.0", "1.9.0")]);
        using JsonDocument document = JsonDocument.Parse(bench.Out);
        document.RootElement.GetProperty("pairs").GetInt32().ShouldBe(2);
    }

    private static Bench Samples()
    {
        Bench bench = new();
        bench.File("a.tgz", "malicious");
        bench.File("b.tgz", "suspicious");
        bench.File("c.tgz", "clean");
        bench.File("samples.json", Manifest);
        return bench;
    }
}
