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
}
