using System.Diagnostics;
using System.Text.Json.Nodes;
using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.EndToEnd.Tests.Walls;
using Xunit.Abstractions;

namespace PackageWall.EndToEnd.Tests.Npm;

/// <summary>Ordinary projects from the registry that npm itself would use, through a wall with empty data, by clients with empty caches.</summary>
[Trait("Category", "Live")]
public sealed class LiveTests(ITestOutputHelper output)
{
    private const string Large = """
        { "name": "large", "version": "1.0.0", "private": true,
          "dependencies": { "react": "*", "express": "*" },
          "devDependencies": { "typescript": "*", "eslint": "*", "jest": "*", "webpack": "*" } }
        """;

    private const string Small = """
        { "name": "small", "version": "1.0.0", "private": true,
          "dependencies": { "react": "^19.0.0", "express": "^4.21.0", "commander": "^13.0.0", "@babel/parser": "^7.0.0" } }
        """;

    [Theory]
    [InlineData("npm 11", Large)]
    [InlineData("pnpm 10", Small)]
    [InlineData("yarn 1", Small)]
    [InlineData("yarn 4", Small)]
    public async Task An_ordinary_project_installs_through_the_wall_with_the_hashes_of_the_registry(string name, string project)
    {
        NpmClient client = NpmClient.Of(name);
        Uri upstream = await DefaultAsync();
        await using Wall wall = await Wall.StartAsync(new WallOptions
        {
            Feeds = { ["npm"] = "ecosystem: npm\nmount: /npm/\nupstream: default\npolicy:\n  cool-off: 7d\n" },
        });
        using ClientHome home = client.Home(new Uri(wall.Address, "npm/"));
        home.Patience = TimeSpan.FromMinutes(20);
        home.Write("package.json", project);

        var held = new List<string>();
        var watch = Stopwatch.StartNew();
        ClientRun run = await client.InstallAsync(home);
        for (int round = 0; run.ExitCode != 0 && round < 30 && await ReleaseHeldAsync(wall, held); round++)
        {
            run = await client.InstallAsync(home);
        }

        TimeSpan through = watch.Elapsed;
        run.ShouldSucceed();
        string locked = home.Read(client.LockFile);
        locked.ShouldNotContain(upstream.Authority);
        JsonNode[] records = await RecordsAsync(wall, "all");

        // The same lock file, straight from the registry: every client checks what it gets against the hashes in it.
        using ClientHome direct = client.Home(upstream);
        direct.Patience = home.Patience;
        direct.Write("package.json", project);
        direct.Write(client.LockFile, locked.Replace(new Uri(wall.Address, "npm/").AbsoluteUri, upstream.AbsoluteUri, StringComparison.Ordinal));
        ClientRun replay = (await FromLockAsync(client, direct)).ShouldSucceed();
        direct.Read(client.LockFile).ShouldBe(locked.Replace(new Uri(wall.Address, "npm/").AbsoluteUri, upstream.AbsoluteUri, StringComparison.Ordinal));

        // Empty caches again: now the wall knows every artifact.
        NpmClient.Forget(home);
        ClientRun warm = (await FromLockAsync(client, home)).ShouldSucceed();

        output.WriteLine($"{name}: first {through.TotalSeconds:0.0} s, again {warm.Elapsed.TotalSeconds:0.0} s, direct {replay.Elapsed.TotalSeconds:0.0} s");
        output.WriteLine($"inspected {records.Count(record => record["artifacts"]!.AsArray().Count > 0)}: "
            + string.Join(", ", records.GroupBy(record => record["standing"]!.GetValue<string>()).Select(group => $"{group.Key} {group.Count()}")));
        foreach (string one in held)
        {
            output.WriteLine("held: " + one);
        }

        held.ShouldBeEmpty("honest packages are held");
    }

    [Fact]
    public async Task A_lock_file_made_through_the_wall_states_the_hashes_of_one_made_directly()
    {
        NpmClient client = NpmClient.Of("npm 11");
        Uri upstream = await DefaultAsync();
        await using Wall wall = await Wall.StartAsync(new WallOptions
        {
            Feeds = { ["npm"] = "ecosystem: npm\nmount: /npm/\nupstream: default\npolicy:\n  cool-off: 7d\n" },
        });
        Dictionary<string, string> through = await IntegritiesAsync(client, new Uri(wall.Address, "npm/"));
        Dictionary<string, string> direct = await IntegritiesAsync(client, upstream);

        string[] shared = [.. through.Keys.Intersect(direct.Keys)];
        output.WriteLine($"{through.Count} through the wall, {direct.Count} directly, {shared.Length} of the same version; others: {string.Join(", ", through.Keys.Except(direct.Keys))}");
        shared.Length.ShouldBeGreaterThan(through.Count / 2);
        shared.ShouldAllBe(key => through[key] == direct[key]);
    }

    // A registry that lacks optional packages of other platforms leaves them out of npm's lock file, and then npm ci refuses that
    // file wherever it asks. npm install keeps to the file just as well.
    private static Task<ClientRun> FromLockAsync(NpmClient client, ClientHome home) =>
        client.Name.StartsWith("npm", StringComparison.Ordinal) ? client.InstallAsync(home) : client.ReplayAsync(home);

    private static async Task<Dictionary<string, string>> IntegritiesAsync(NpmClient client, Uri registry)
    {
        using ClientHome home = client.Home(registry);
        home.Patience = TimeSpan.FromMinutes(20);
        home.Write("package.json", Small);
        (await client.RunAsync(home, "install", "--package-lock-only", "--no-audit", "--no-fund")).ShouldSucceed();
        return JsonNode.Parse(home.Read("package-lock.json"))!["packages"]!.AsObject()
            .Where(package => package.Key.Length > 0)
            .ToDictionary(package => $"{package.Key}@{package.Value!["version"]}", package => package.Value!["integrity"]!.GetValue<string>());
    }

    private static async Task<Uri> DefaultAsync()
    {
        using var home = new ClientHome();
        return new Uri((await home.RunAsync("npm", "config", "get", "registry")).ShouldSucceed().Output.Trim());
    }

    // What is held stops an install at the first of it. Released and noted, so that one run finds all.
    private static async Task<bool> ReleaseHeldAsync(Wall wall, List<string> held)
    {
        JsonNode[] records = await RecordsAsync(wall, "");
        foreach (JsonNode record in records)
        {
            (string package, string version) = (record["package"]!.GetValue<string>(), record["version"]!.GetValue<string>());
            held.Add($"{package} {version} {record["standing"]}: {string.Join(" | ", record["reasons"]!.AsArray().Select(reason => reason!.GetValue<string>()))}");
            using HttpResponseMessage response = await wall.Http.PostAsync(
                $"api/versions/npm/{Uri.EscapeDataString(package)}/{version}/release",
                new StringContent("""{ "reason": "a test goes on", "by": "test" }""", System.Text.Encoding.UTF8, "application/json"));
            response.IsSuccessStatusCode.ShouldBeTrue();
        }

        return records.Length > 0;
    }

    private static async Task<JsonNode[]> RecordsAsync(Wall wall, string state)
    {
        var all = new List<JsonNode>();
        for (int skip = 0; ; skip += 200)
        {
            JsonArray page = JsonNode.Parse(await wall.Http.GetStringAsync($"api/reviews?skip={skip}" + (state.Length > 0 ? "&state=" + state : "")))!.AsArray();
            all.AddRange(page.Select(record => record!));
            if (page.Count < 200)
            {
                return [.. all];
            }
        }
    }
}
