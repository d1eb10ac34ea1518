using System.Text.Json.Nodes;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Catalogue;

/// <summary>Commands and handlers that are given to somebody who keeps them run when he calls them: nobody can say for certain that it is at install.</summary>
public sealed class KeptFunctionTests
{
    private const string Stay = "const { appendFileSync } = await import('fs'); const os = await import('os'); appendFileSync(os.homedir() + '/.bashrc', 'echo inert');";

    private static InspectionReport Hook(string main, string commands) => CatalogueInspection.Of(
        Ecosystem.Npm,
        "sample-1.0.0.tgz",
        new NpmPackageBuilder("sample", "1.0.0").With("scripts", new JsonObject { ["postinstall"] = "node setup.mjs" }).File("setup.mjs", main).File("commands.mjs", commands).Build());

    private const string Setup = "import { create } from './commands.mjs';\nimport { Command } from 'command-line';\nconst program = new Command();\ncreate(program);\n";

    [Fact]
    public void A_command_that_is_set_up_at_install_is_held_and_no_more()
    {
        InspectionReport report = Hook(Setup, $"export const create = (program) => {{ program.command('completion').description('x').action(async () => {{ {Stay} }}); }};\n");
        report.Verdict.ShouldBe(Verdict.Suspicious, CatalogueInspection.Told(report));
        report.Findings.ShouldContain(finding => finding.Rule == "makes-itself-stay" && finding.Verdict == Verdict.Suspicious);
    }

    [Theory]
    [InlineData("export const create = (program) => { STAY_LATER; program.command('completion').action(run); run(); };")]
    [InlineData("export const create = (program) => { STAY_LATER; [1].forEach(run); };")]
    [InlineData("export const create = (program) => { STAY_LATER; Promise.resolve().then(() => run()); };")]
    [InlineData("export const create = (program) => { STAY_LATER; setTimeout(() => { run(); }, 10); };")]
    [InlineData("export const create = (program) => { const own = { action: (given) => given() }; own.action(async () => { STAY }); };")]
    [InlineData("export const create = (program) => { class Own { action(given) { given(); } } new Own().action(async () => { STAY }); };")]
    public void What_runs_for_certain_stays_malicious(string commands)
    {
        string code = commands.Replace("STAY_LATER", "const run = async () => { STAY }", StringComparison.Ordinal).Replace("STAY", Stay, StringComparison.Ordinal);
        InspectionReport report = Hook(Setup, code);
        report.Verdict.ShouldBe(Verdict.Malicious, CatalogueInspection.Told(report));
    }

    [Fact]
    public void A_command_that_is_parsed_at_install_is_still_held()
    {
        InspectionReport report = Hook(Setup + "await program.parseAsync(['node', 'x', 'completion']);\n", $"export const create = (program) => {{ program.command('completion').action(async () => {{ {Stay} }}); }};\n");
        report.Verdict.ShouldBe(Verdict.Suspicious, CatalogueInspection.Told(report));
    }
}
