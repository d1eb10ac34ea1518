using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using PackageWall.EndToEnd.Tests.Walls;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;
using Xunit.Abstractions;

namespace PackageWall.EndToEnd.Tests.Resilience;

/// <summary>Promises 1, 2 and 5 when the server dies at any moment: nothing half is kept, nothing uninspected is released, no decision is lost.</summary>
public sealed class KilledServerTests(ITestOutputHelper output)
{
    private const int Packages = 60;
    private const int Kills = 20;
    private const int Clients = 8;

    [Fact]
    public async Task Killed_twenty_times_during_parallel_installs_it_keeps_only_whole_and_inspected_artifacts()
    {
        await using NpmRegistry registry = await NpmRegistry.RunAsync();
        var random = new Random(20261120);
        NpmRelease[] releases = [.. Enumerable.Range(0, Packages).Select(i => registry.Publish(Package(i, random), DateTimeOffset.UtcNow.AddDays(-60)))];
        string folder = Directory.CreateTempSubdirectory("killed-").FullName;
        try
        {
            var environment = new Dictionary<string, string>
            {
                ["PACKAGEWALL_DATA"] = Path.Combine(folder, "data"),
                ["PACKAGEWALL_FEEDS"] = Directory.CreateDirectory(Path.Combine(folder, "feeds")).FullName,
            };
            await File.WriteAllTextAsync(Path.Combine(folder, "feeds", "npm.yaml"), $"ecosystem: npm\nmount: /npm/\nupstream: {registry.Address}\n");
            int port = ServerProcess.FreePort();
            int whole = 0;
            for (int round = 0; round < Kills; round++)
            {
                using ServerProcess server = await ServerProcess.StartAsync(environment, port);

                // Ten random packages a round, killed after a random number of answers: while some are fetched, inspected, written and sent.
                NpmRelease[] wanted = [.. Enumerable.Range(0, 10).Select(_ => releases[random.Next(releases.Length)])];
                int dieAfter = random.Next(0, wanted.Length);
                whole += await InstallUntilKilledAsync(server, wanted, dieAfter);
            }

            using ServerProcess last = await ServerProcess.StartAsync(environment, port);
            await ShouldBeSoundAsync(last, Path.Combine(folder, "data"), releases);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Kills} kills, {whole} whole answers before them"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> InstallUntilKilledAsync(ServerProcess server, NpmRelease[] wanted, int dieAfter)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int answered = 0;
        if (dieAfter == 0)
        {
            enough.SetResult();
        }

        Task installs = Parallel.ForEachAsync(wanted, new ParallelOptions { MaxDegreeOfParallelism = Clients }, async (release, token) =>
        {
            try
            {
                byte[] bytes = await http.GetByteArrayAsync(new Uri($"npm/{release.Name}/-/{release.FileName}", UriKind.Relative), token);
                bytes.ShouldBe(release.Tarball);
                if (Interlocked.Increment(ref answered) >= dieAfter)
                {
                    enough.TrySetResult();
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException)
            {
                // The server was killed under this client; what arrived was not whole, and the client knows it.
            }
        });
        await Task.WhenAny(enough.Task, installs);
        await server.KillAsync();
        await installs;
        return answered;
    }

    private static async Task ShouldBeSoundAsync(ServerProcess server, string data, NpmRelease[] releases)
    {
        using var http = new HttpClient { BaseAddress = server.Address };

        // Every blob has the hash that its name says, and no temporary file is left.
        foreach (string file in Directory.EnumerateFiles(Path.Combine(data, "blobs"), "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(Path.Combine(data, "blobs"), file);
            string name = relative.Replace(Path.DirectorySeparatorChar.ToString(), "", StringComparison.Ordinal);
            Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file))).ShouldBe(name);
        }

        // Every recorded version has a complete inspection, and its bytes are those that were published.
        JsonArray records = JsonNode.Parse(await http.GetStringAsync(new Uri("api/reviews?state=all", UriKind.Relative)))!.AsArray();
        foreach (JsonNode? record in records)
        {
            NpmRelease release = releases.Single(r => r.Name == (string)record!["package"]!);
            JsonArray artifacts = record!["artifacts"]!.AsArray();
            artifacts.Count.ShouldBe(1);
            ((string)artifacts[0]!["sha256"]!).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(release.Tarball)));
            ((string?)artifacts[0]!["verdict"]).ShouldNotBeNull();
            ((string)record["standing"]!).ShouldBe("released");
        }

        records.Count.ShouldBeGreaterThan(0);
        JsonNode audit = JsonNode.Parse(await http.GetStringAsync(new Uri("api/audit?take=0", UriKind.Relative)))!;
        ((bool)audit["isIntact"]!).ShouldBeTrue();

        // And everything can still be installed.
        foreach (NpmRelease release in releases)
        {
            (await http.GetByteArrayAsync(new Uri($"npm/{release.Name}/-/{release.FileName}", UriKind.Relative))).ShouldBe(release.Tarball);
        }
    }

    private static NpmPackageBuilder Package(int number, Random random)
    {
        var package = new NpmPackageBuilder($"killed-{number}", "1.0.0");
        for (int file = 0; file < 20; file++)
        {
            var lines = Enumerable.Range(0, 100).Select(line => $"exports.f{line} = function () {{ return {random.Next()}; }};");
            package.File($"lib/{file}.js", string.Join('\n', lines));
        }

        return package.File("index.js", "module.exports = require('./lib/0.js');\n");
    }
}
