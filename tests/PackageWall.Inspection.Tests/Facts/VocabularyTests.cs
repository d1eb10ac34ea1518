using PackageWall.Inspection.Facts;

namespace PackageWall.Inspection.Tests.Facts;

/// <summary>The vocabulary is data: what it says is known, and mistakes in it are all reported with their place.</summary>
public sealed class VocabularyTests
{
    [Theory]
    [InlineData("~/.ssh/id_rsa", "read.secret.ssh")]
    [InlineData("/home/a/.aws/credentials", "read.secret.cloud")]
    [InlineData("C:\\Users\\a\\AppData\\Local\\Google\\Chrome\\User Data\\Default\\Login Data", "read.secret.browser")]
    [InlineData("/var/run/secrets/kubernetes.io/serviceaccount/token", "read.secret.kubernetes")]
    [InlineData("~/AppData/Roaming/Exodus/exodus.wallet", "read.secret.wallet")]
    [InlineData("/proc/1234/mem", "read.memory")]
    [InlineData("~/.config/systemd/user/x.service", "persist.systemd")]
    [InlineData("~/Library/LaunchAgents/x.plist", "persist.launchd")]
    [InlineData(".env", "read.secret.dotenv")]
    [InlineData("/usr/lib/python3/site-packages/a.pth", "persist.site-packages")]
    public void Places_are_known(string path, string fact) => Vocabulary.Default.Places(path).ShouldContain(fact);

    [Theory]
    [InlineData("the file ~/.aws/credentials is read by default")]
    [InlineData("src/index.js")]
    [InlineData("Exodus")]
    [InlineData("environment.py")]
    [InlineData("a.environment")]
    public void Other_texts_are_no_places(string text) => Vocabulary.Default.Places(text).ShouldBeEmpty();

    [Theory]
    [InlineData("https://webhook.site/abc", "network.drop")]
    [InlineData("https://a.b.oastify.com/", "network.drop")]
    [InlineData("https://discord.com/api/webhooks/1/x", "network.drop")]
    [InlineData("http://169.254.169.254/latest", "read.secret.metadata")]
    [InlineData("http://[fd00:ec2::254]/latest", "read.secret.metadata")]
    [InlineData("https://203.0.113.9/x", "network.address")]
    [InlineData("http://a.invalid:8000/x", "network.port")]
    [InlineData("https://registry.invalid/-/npm/v1/tokens", "network.publish")]
    [InlineData("https://github.com/oven-sh/bun/releases/download/x.zip", "fetch.runtime")]
    public void Hosts_are_known(string url, string fact) => Vocabulary.Default.Hosts(url).ShouldContain(fact);

    [Theory]
    [InlineData("https://discord.com/channels")]
    [InlineData("https://example.com/a")]
    [InlineData("https://notwebhook.site.example/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://192.168.1.1/")]
    public void Other_hosts_are_not(string url) => Vocabulary.Default.Hosts(url).ShouldBeEmpty();

    [Theory]
    [InlineData("AWS_SECRET_ACCESS_KEY", true)]
    [InlineData("npm_token", true)]
    [InlineData("GITHUB_TOKEN", true)]
    [InlineData("DB_PASSWORD", true)]
    [InlineData("AWS_REGION", false)]
    [InlineData("PATH", false)]
    [InlineData("NODE_ENV", false)]
    public void Variables_are_told_apart(string name, bool isSecret) => Vocabulary.Default.IsSecretVariable(name).ShouldBe(isSecret);

    [Fact]
    public void Every_mistake_is_reported_with_its_place()
    {
        VocabularyReader.Read(
            [
                ("a.yaml", "kind: places\nfacts:\n  read.secret.x: text\nother: 1\n"),
                ("b.yaml", "kind: nothing\n"),
                ("c.yaml", "a: [1\n"),
                ("d.yaml", "kind: apis\nlanguage: x\ncalls:\n  fold: [a]\nmembers: [zz]\n"),
            ],
            out var errors);

        errors.Select(error => (error.File, error.Line)).ShouldBe([("a.yaml", 4), ("a.yaml", 3), ("b.yaml", 1), ("c.yaml", 2), ("d.yaml", 4), ("d.yaml", 1)]);
    }
}
