using System.Diagnostics;
using System.Globalization;
using System.Net;
using PackageWall.EndToEnd.Tests.Walls;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;

namespace PackageWall.EndToEnd.Tests.Resilience;

/// <summary>Promise 2 when the process that reads a package dies while it reads: that version is held, and nothing else is touched.</summary>
public sealed class KilledWorkerTests
{
    [Fact]
    public async Task The_version_in_the_killed_worker_is_held_and_the_next_one_installs()
    {
        await using NpmRegistry registry = await NpmRegistry.RunAsync();
        NpmRelease[] releases = [.. new[] { "before", "killed", "after" }.Select(name =>
            registry.Publish(new NpmPackageBuilder(name, "1.0.0").File("index.js", "exports.x = 1;\n"), DateTimeOffset.UtcNow.AddDays(-60)))];
        string folder = Directory.CreateTempSubdirectory("worker-").FullName;
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "feeds")).FullName, "npm.yaml"), $"ecosystem: npm\nmount: /npm/\nupstream: {registry.Address}\n");
            using ServerProcess server = await ServerProcess.StartAsync(
                new Dictionary<string, string>
                {
                    ["PACKAGEWALL_DATA"] = Path.Combine(folder, "data"),
                    ["PACKAGEWALL_FEEDS"] = Path.Combine(folder, "feeds"),
                    ["PACKAGEWALL_WORKERS"] = "1",
                },
                ServerProcess.FreePort());
            using HttpClient http = new() { BaseAddress = server.Address };
            (await StatusAsync(http, releases[0])).ShouldBe(HttpStatusCode.OK, server.Output);
            int worker = server.Children.ShouldHaveSingleItem();

            // Stopped, the worker keeps the question; when the client is told to come again, it surely has it.
            await SignalAsync("STOP", worker);
            HttpStatusCode pending = await StatusAsync(http, releases[1]);
            pending.ShouldNotBe(HttpStatusCode.OK);
            await SignalAsync("KILL", worker);

            (await StatusAsync(http, releases[1])).ShouldBe(HttpStatusCode.Forbidden, server.Output);
            (await http.GetStringAsync(new Uri("why/npm/killed/1.0.0", UriKind.Relative))).ShouldContain("ended without a report");
            (await StatusAsync(http, releases[2])).ShouldBe(HttpStatusCode.OK, server.Output);
            int next = server.Children.ShouldHaveSingleItem();
            next.ShouldNotBe(worker);

            // A server that is killed itself leaves no worker behind.
            using Process orphan = Process.GetProcessById(next);
            await server.KillAsync();
            using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
            await orphan.WaitForExitAsync(patience.Token);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, NpmRelease release)
    {
        using HttpResponseMessage answer = await http.GetAsync(new Uri($"npm/{release.Name}/-/{release.FileName}", UriKind.Relative));
        return answer.StatusCode;
    }

    private static async Task SignalAsync(string signal, int process)
    {
        using Process kill = Process.Start("/bin/kill", ["-s", signal, process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }
}
