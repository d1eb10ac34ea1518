namespace PackageWall.Inspection.Tests.Languages.Evaluation;

/// <summary>Honest code that looks a little like an attack keeps apart from one: the top level neither sends nor runs what it decoded.</summary>
public sealed class HonestTests
{
    [Fact]
    public void Code_generation_as_in_six_is_not_decoded()
    {
        var facts = Read.Python("""
            def exec_(_code_, _globs_=None, _locs_=None):
                exec('exec _code_ in _globs_, _locs_')
            exec_("def reraise(tp, value, tb=None):\n    raise tp, value, tb\n")
            """);

        foreach (var run in facts.All("execute.code"))
        {
            run.From.ShouldNotContain("decode");
        }
    }

    [Fact]
    public void A_template_engine_runs_what_it_compiled_when_called()
    {
        var facts = Read.Python("""
            class Template:
                def __init__(self, source):
                    self.code = compile(self.generate(source), "<template>", "exec")
                def generate(self, source):
                    return "def root():\n    yield " + repr(source)
                def render(self, **context):
                    namespace = {}
                    exec(self.code, namespace)
                    return "".join(namespace["root"]())
            """);

        facts.One("execute.code").Unit.ShouldBe("Template.render");
        facts.All("execute.code").ShouldAllBe(fact => !fact.From.Contains("decode") && !fact.From.Contains("network.fetch"));
    }

    [Fact]
    public void A_cloud_library_reads_its_settings_in_functions()
    {
        var facts = Read.Python("""
            import os
            class EnvProvider:
                def load(self):
                    return os.environ.get("AWS_ACCESS_KEY_ID"), os.environ.get("AWS_SECRET_ACCESS_KEY")
            class SharedCredentialProvider:
                def __init__(self, path="~/.aws/credentials"):
                    self.path = path
                def load(self):
                    with open(os.path.expanduser(self.path)) as f:
                        return f.read()
            """);

        facts.Facts.Where(fact => fact.Unit.Length == 0 && fact.Name.StartsWith("read.secret", StringComparison.Ordinal)).ShouldBeEmpty();
        facts.All("read.env.secret").Select(fact => fact.Unit).Distinct().ShouldBe(["EnvProvider.load"]);
        facts.One("read.secret.cloud").Unit.ShouldBe("SharedCredentialProvider.load");
        facts.Has("network.send").ShouldBeFalse();
    }

    [Fact]
    public void Encoded_pictures_keys_and_tokens_hide_nothing()
    {
        var png = Convert.ToBase64String([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Enumerable.Range(0, 300).Select(i => (byte)(i * 37))]);
        var facts = Read.Python($"LOGO = '{png}'\nHASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'\nNOTE = '{Read.Base64("This is a note that a person wrote, for people to read.")}'");

        facts.Has("decode.hidden").ShouldBeFalse();
        facts.Layers.ShouldBeEmpty();
        facts.Unread.ShouldBeEmpty();
    }

    [Fact]
    public void A_web_client_does_nothing_when_it_is_imported()
    {
        var facts = Read.Script("""
            const https = require('https');
            class Client {
              constructor(token) { this.token = token || process.env.API_TOKEN; }
              post(path, body) { return new Promise(done => { const r = https.request({ hostname: 'api.example', path, method: 'POST' }, done); r.end(JSON.stringify(body)); }); }
            }
            module.exports = { Client };
            """);

        facts.Facts.Where(fact => fact.Unit.Length == 0 && fact.Name.StartsWith("network.s", StringComparison.Ordinal)).ShouldBeEmpty();
        facts.One("network.send").Unit.ShouldBe("Client.post");
    }

    [Fact]
    public void A_hash_in_generated_code_is_no_decryption_and_letters_made_with_a_key_are()
    {
        var honest = Read.Script("""
            module.exports = function (name, seed) { const id = name.length ^ seed; return new Function("return 'x" + id + "'"); };
            """);
        var hidden = Read.Script("""
            module.exports = function (data, key) { let out = ""; for (const c of data) out += String.fromCharCode(c ^ key); new Function(out)(); };
            """);

        honest.All("execute.code").ShouldAllBe(fact => !fact.From.Contains("decode.keyed"));
        hidden.All("execute.code").ShouldContain(fact => fact.From.Contains("decode.keyed"));
    }

    [Theory]
    [InlineData("const name = 'x' + Math.random(); process.kill(process.pid);", false)]
    [InlineData("if (Math.random() < 0.2) process.kill(process.pid);", true)]
    [InlineData("const roll = () => Math.random(); if (roll() < 0.2) process.kill(process.pid);", true)]
    [InlineData("if (Math.round(Math.random())) process.kill(process.pid);", true)]
    public void A_random_number_is_a_gate_when_something_depends_on_it(string text, bool isGate) =>
        Read.Script(text).Has("gate.random").ShouldBe(isGate);

    [Theory]
    [InlineData("windowsHide: true", false)]
    [InlineData("detached: true", true)]
    public void A_hidden_window_is_no_detached_program(string option, bool isDetached) =>
        Read.Script($"require('child_process').spawn('tool', [], {{ {option} }});").Has("execute.detached").ShouldBe(isDetached);

    [Theory]
    [InlineData("/node_modules/.cache/tool/bin", false)]
    [InlineData("/node_modules/.cache/../other/index.js", true)]
    [InlineData("/node_modules/other/index.js", true)]
    public void A_cache_is_no_other_package(string path, bool isOther) =>
        Read.Script($"require('fs').copyFileSync('a', process.cwd() + '{path}');").Has("persist.node-modules").ShouldBe(isOther);

    [Fact]
    public void A_demonstration_that_runs_for_ever_does_not_run_on_import()
    {
        Read.Python("""
            if __name__ == "__main__":
                while True:
                    print("x")
            """).Has("loop.endless").ShouldBeFalse();
        Read.Python("""
            if __name__ == "__main__":
                pass
            else:
                while True:
                    print("x")
            """).Has("loop.endless").ShouldBeTrue();
    }

    [Fact]
    public void Code_in_a_text_that_no_engine_would_run_is_no_gap()
    {
        Read.Script("require('child_process').spawn(process.execPath, ['-e', 'const a = () => { } )']);").Unread.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("const s = require('net').connect(1, 'a.invalid'); setTimeout(s.destroy.bind(s), 30);")]
    [InlineData("const s = require('net').connect(1, 'a.invalid'); setTimeout(s.destroy, 30);")]
    [InlineData("const s = require('net').connect(1, 'a.invalid'); const e = [s]; new e.constructor(s.type, s);")]
    public void Methods_and_copies_of_what_came_by_the_network_are_no_code(string text) => Read.Script(text).Has("execute.code").ShouldBeFalse();

    [Fact]
    public void A_property_of_a_request_is_no_hook() =>
        Read.Script("const r = new XMLHttpRequest(); r.onabort = function () { done(); }; r.send();").Has("hook.network").ShouldBeFalse();
}
