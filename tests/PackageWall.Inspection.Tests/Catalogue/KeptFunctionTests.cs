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

    [Fact]
    public void A_list_that_is_frozen_calls_nothing()
    {
        const string Loaders = "import { i } from './rt.js';\nexport default i((e, n) => { const load = async (x) => (await import(x)).default; n.exports.loaders = Object.freeze({ '.js': load }); });\n";
        byte[] content = new NpmPackageBuilder("sample", "1.0.0").With("main", "index.js").With("type", "module").File("index.js", Loaders)
            .File("rt.js", "export const i = (f, m) => () => (m || f((m = { exports: {} }).exports, m), m.exports);\n")
            .File("cli.js", "import { spawn } from 'child_process';\nspawn('node', ['-v'], { detached: true, stdio: 'ignore' });\n").Build();
        InspectionReport report = CatalogueInspection.Of(Ecosystem.Npm, "sample-1.0.0.tgz", content);
        report.Verdict.ShouldBe(Verdict.Clean, CatalogueInspection.Told(report));
    }

    [Theory]
    [InlineData("const load = async (x) => (await import(x)).default; const m = Object.freeze({ '.js': load }); m['.js'](process.argv[2]);")]
    [InlineData("const load = async (x) => (await import(x)).default; Object.values(Object.freeze({ a: load })).forEach((f) => f(process.argv[2]));")]
    [InlineData("import { hand } from './rt.js'; const load = async (x) => (await import(x)).default; hand(Object.freeze({ a: load }));")]
    public void What_is_frozen_runs_when_it_is_called(string code)
    {
        byte[] content = new NpmPackageBuilder("sample", "1.0.0").With("main", "index.js").With("type", "module").File("index.js", code)
            .File("rt.js", "export const hand = (m) => m.a('x');\n")
            .File("cli.js", "import { spawn } from 'child_process';\nspawn('node', ['-v'], { detached: true, stdio: 'ignore' });\n").Build();
        InspectionReport report = CatalogueInspection.Of(Ecosystem.Npm, "sample-1.0.0.tgz", content);
        report.Verdict.ShouldBe(Verdict.Suspicious, CatalogueInspection.Told(report));
    }

    [Theory]
    [InlineData("const { Command } = require('command-line'); const p = new Command(); p.command('a').action(() => { STAY }); p.parse(['node', 'x', 'a']);")]
    [InlineData("const { Command } = require('command-line'); const p = new Command(); async function run() { STAY } p.command('a').action(run); p.parse(['node', 'x', 'a']);")]
    [InlineData("const { use } = require('./own.js'); use(() => { STAY });")]
    [InlineData("const own = require('./own.js'); const run = () => { STAY }; own.use(run);")]
    [InlineData("const own = require('./own.js'); function set() { const run = () => { STAY }; own.use(run); } set();")]
    public void A_hook_that_hands_its_work_to_somebody_is_held(string code)
    {
        const string Inert = "require('fs').appendFileSync(require('os').homedir() + '/.bashrc', 'echo inert');";
        byte[] content = new NpmPackageBuilder("sample", "1.0.0").With("scripts", new JsonObject { ["postinstall"] = "node setup.js" })
            .File("setup.js", code.Replace("STAY", Inert, StringComparison.Ordinal)).File("own.js", "exports.use = (f) => f();\n").Build();
        InspectionReport report = CatalogueInspection.Of(Ecosystem.Npm, "sample-1.0.0.tgz", content);
        report.Verdict.ShouldBe(Verdict.Suspicious, CatalogueInspection.Told(report));
    }

    [Theory]
    [InlineData("const { use } = require('./own.js'); use(() => { STAY });")]
    [InlineData("const own = require('./own.js'); const run = () => { STAY }; own.use(run);")]
    [InlineData("const _ = require('underscore'); _.all([1], () => { STAY });")]
    public void What_the_main_file_hands_to_somebody_is_held(string code)
    {
        const string Inert = "require('fs').appendFileSync(require('os').homedir() + '/.bashrc', 'echo inert');";
        byte[] content = new NpmPackageBuilder("sample", "1.0.0").With("main", "index.js")
            .File("index.js", code.Replace("STAY", Inert, StringComparison.Ordinal)).File("own.js", "exports.use = (f) => f();\n").Build();
        InspectionReport report = CatalogueInspection.Of(Ecosystem.Npm, "sample-1.0.0.tgz", content);
        report.Verdict.ShouldBe(Verdict.Suspicious, CatalogueInspection.Told(report));
    }

    [Theory]
    [InlineData("require('./own.js').use({ run() { STAY } });")]
    [InlineData("const own = require('./own.js'); own.use({ run: () => { STAY } });")]
    [InlineData("const own = require('./own.js'); own.use('name', { run: function () { STAY } });")]
    [InlineData("const own = require('./own.js'); const given = { run() { STAY } }; own.use(given);")]
    [InlineData("const own = require('./own.js'); const given = {}; given.run = () => { STAY }; own.use(given);")]
    [InlineData("const own = require('./own.js'); function run() { STAY } own.use({ run });")]
    [InlineData("const own = require('./own.js'); own.use({ hooks: { run() { STAY } } });")]
    [InlineData("const own = require('./own.js'); own.use([() => { STAY }]);")]
    [InlineData("const own = require('./own.js'); own.use([{ run() { STAY } }]);")]
    [InlineData("const own = require('./own.js'); own.use({ [process.argv[2]]: () => { STAY } });")]
    [InlineData("const own = require('./own.js'); own.use({ get run() { STAY } });")]
    [InlineData("const own = require('./own.js'); function set() { own.use({ run() { STAY } }); } set();")]
    [InlineData("const own = require('./own.js'); function set() { const run = () => { STAY }; own.use({ run }); } set();")]
    [InlineData("const { Command } = require('command-line'); new Command().action({ handler: () => { STAY } });")]
    [InlineData("const own = require('./own.js'); class Plugin { run() { STAY } } own.use(new Plugin());")]
    [InlineData("const own = require('./own.js'); own.use(new (class { run() { STAY } })());")]
    [InlineData("const own = require('./own.js'); class Base { run() { STAY } } class Plugin extends Base { } own.use(new Plugin());")]
    [InlineData("const own = require('./own.js'); class Plugin { run() { STAY } } own.take(new Plugin());")]
    public void A_hook_that_hands_its_work_to_somebody_in_an_object_is_held(string code)
    {
        const string Inert = "require('fs').appendFileSync(require('os').homedir() + '/.bashrc', 'echo inert');";
        byte[] content = new NpmPackageBuilder("sample", "1.0.0").With("scripts", new JsonObject { ["postinstall"] = "node setup.js" })
            .File("setup.js", code.Replace("STAY", Inert, StringComparison.Ordinal))
            .File("own.js", "exports.use = (f) => f.run();\nexports.take = (f) => f.run();\n").Build();
        InspectionReport report = CatalogueInspection.Of(Ecosystem.Npm, "sample-1.0.0.tgz", content);
        report.Verdict.ShouldNotBe(Verdict.Clean, CatalogueInspection.Told(report));
    }

    [Theory]
    [InlineData("require('./own.js').use({ run() { require('./work.js').go(); } });")]
    [InlineData("const { go } = require('./work.js'); require('./own.js').use({ run() { go(); } });")]
    [InlineData("const { go } = require('./work.js'); require('./own.js').use({ go });")]
    [InlineData("require('./own.js').use(() => { require('./work.js').go(); });")]
    [InlineData("const { go } = require('./work.js'); require('./own.js').use(go);")]
    public void What_another_file_does_for_it_is_held_too(string code)
    {
        byte[] content = new NpmPackageBuilder("sample", "1.0.0").With("scripts", new JsonObject { ["postinstall"] = "node setup.js" })
            .File("setup.js", code)
            .File("work.js", "exports.go = () => { require('fs').appendFileSync(require('os').homedir() + '/.bashrc', 'echo inert'); };\n")
            .File("own.js", "exports.use = (f) => (f.run || f)();\n").Build();
        InspectionReport report = CatalogueInspection.Of(Ecosystem.Npm, "sample-1.0.0.tgz", content);
        report.Verdict.ShouldNotBe(Verdict.Clean, CatalogueInspection.Told(report));
    }

    [Theory]
    [InlineData("\".\": \"./index.js\", \"./*\": \"./*.js\"", Verdict.Suspicious)]
    [InlineData("\"./*\": \"./*.js\"", Verdict.Malicious)]
    [InlineData("\".\": \"./index.js\", \"./more\": \"./more.js\", \"./*\": \"./*.js\"", Verdict.Malicious)]
    public void What_is_only_offered_beside_the_main_file_is_held(string exports, Verdict verdict)
    {
        var package = new NpmPackageBuilder("sample", "1.0.0").With("exports", JsonNode.Parse("{" + exports + "}")!)
            .File("more.js", "require('fs').appendFileSync(require('os').homedir() + '/.bashrc', 'echo inert');");
        InspectionReport report = CatalogueInspection.Of(Ecosystem.Npm, "sample-1.0.0.tgz", (exports.Contains("index", StringComparison.Ordinal) ? package.File("index.js", "exports.x = 1;") : package).Build());
        report.Verdict.ShouldBe(verdict, CatalogueInspection.Told(report));
    }

    [Theory]
    [InlineData("require('framework').define({ run() { STAY } });", Verdict.Suspicious)]
    [InlineData("[{ run() { STAY } }].forEach((one) => one.run());", Verdict.Malicious)]
    [InlineData("const define = (given) => given.run(); define({ run() { STAY } });", Verdict.Malicious)]
    [InlineData("require('framework').define(() => { STAY });", Verdict.Malicious)]
    public void What_an_object_holds_that_a_stranger_gets_is_held(string code, Verdict verdict)
    {
        const string Inert = "require('fs').appendFileSync(require('os').homedir() + '/.bashrc', 'echo inert');";
        byte[] content = new NpmPackageBuilder("sample", "1.0.0").With("main", "index.js").File("index.js", code.Replace("STAY", Inert, StringComparison.Ordinal)).Build();
        InspectionReport report = CatalogueInspection.Of(Ecosystem.Npm, "sample-1.0.0.tgz", content);
        report.Verdict.ShouldBe(verdict, CatalogueInspection.Told(report));
    }

    [Theory]
    [InlineData("unlinkSync(__filename)", true)]
    [InlineData("unlinkSync(process.argv[2] ? __filename : 'x.tmp')", true)]
    [InlineData("unlinkSync(String(__filename).trim())", true)]
    [InlineData("unlinkSync(__filename + '.tmp')", false)]
    [InlineData("unlinkSync(join(dirname(__filename), 'x.tmp'))", false)]
    public void Only_the_file_itself_is_its_trace(string code, bool isTrace)
    {
        byte[] content = new NpmPackageBuilder("sample", "1.0.0").Script("postinstall", "node setup.js")
            .File("setup.js", "const { unlinkSync } = require('fs'); const { join, dirname } = require('path'); " + code + ";").Build();
        CatalogueInspection.Of(Ecosystem.Npm, "sample-1.0.0.tgz", content).Findings.Any(finding => finding.Rule == "removes-its-own-traces").ShouldBe(isTrace);
    }

    [Theory]
    [InlineData("const all = { run: function () { return run; } }; for (const name in all) Object.defineProperty(exports, name, { enumerable: true, get: Object.getOwnPropertyDescriptor(all, name).get });", Verdict.Clean)]
    [InlineData("const whole = (x) => x && x.__esModule && Object.prototype.hasOwnProperty.call(x, 'default') ? x.default : x; exports.run = whole(run);", Verdict.Clean)]
    [InlineData("Object.getOwnPropertyDescriptor({ run }, 'run').value();", Verdict.Malicious)]
    [InlineData("Object.getOwnPropertyDescriptor({ get run() { return run(); } }, 'run').get();", Verdict.Malicious)]
    [InlineData("Object.getOwnPropertyDescriptor({ run }, process.argv[2]).value();", Verdict.Malicious)]
    [InlineData("const whole = (x) => Object.prototype.hasOwnProperty.call(x, 'default') ? x.default : x; whole(run)();", Verdict.Malicious)]
    public void Who_asks_what_a_function_has_does_not_call_it(string code, Verdict verdict)
    {
        const string Run = "function run() { require('fs').appendFileSync(require('os').homedir() + '/.bashrc', 'echo inert'); }\n";
        InspectionReport report = CatalogueInspection.Of(Ecosystem.Npm, "sample-1.0.0.tgz", new NpmPackageBuilder("sample", "1.0.0").With("main", "index.js").File("index.js", Run + code).Build());
        report.Verdict.ShouldBe(verdict, CatalogueInspection.Told(report));
    }
}
