using System.CommandLine;
using System.Globalization;

namespace PackageWall.Benchmarks.Load;

/// <summary>
/// <c>flat SERVER FOLDER</c>: the same warm requests to servers that know a thousand to a million versions. All run at once and are asked
/// in turn, in slices, so that what else the machine does falls on each of them.
/// </summary>
internal static class Flatness
{
    public static Command Command()
    {
        Argument<string> server = new("SERVER") { Description = "PackageWall.Server.dll." };
        Argument<string> folder = new("FOLDER") { Description = "Where the data folders are, or are made." };
        Option<int[]> sizes = new("--sizes") { Description = "Versions in the database.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1_000, 10_000, 100_000, 1_000_000] };
        Option<int> rounds = new("--rounds") { Description = "Slices of each.", DefaultValueFactory = _ => 9 };
        Option<int> seconds = new("--seconds") { Description = "Length of a slice.", DefaultValueFactory = _ => 2 };
        Option<int> connections = new("--connections") { Description = "Of wrk.", DefaultValueFactory = _ => 8 };
        Option<int> port = new("--port") { Description = "The first server's port; the others have the next ones, and the registry the last.", DefaultValueFactory = _ => 23020 };
        Command command = new("flat", "The same warm requests with more and more versions in the database.") { server, folder, sizes, rounds, seconds, connections, port };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetValue(server)!,
            parsed.GetValue(folder)!,
            parsed.GetValue(sizes)!,
            parsed.GetValue(rounds),
            parsed.GetValue(seconds),
            parsed.GetValue(connections),
            parsed.GetValue(port)));
        return command;
    }

    private static async Task<int> RunAsync(string server, string folder, int[] sizes, int rounds, int seconds, int connections, int port)
    {
        foreach (int size in sizes)
        {
            if (await Seed.RunAsync(Data(folder, size), size).ConfigureAwait(false) != 0)
            {
                return 1;
            }
        }

        await using StubRegistry registry = await StubRegistry.OfLoadPackagesAsync(port + sizes.Length).ConfigureAwait(false);
        LoadPackage[] asked = [.. Enumerable.Range(0, LoadPackage.Asked).Select(number => new LoadPackage(number))];
        using var documents = new Wrk(
            asked.Select(package => "/npm/" + package.Name),
            new Dictionary<string, string> { ["Accept"] = "application/vnd.npm.install-v1+json", ["Accept-Encoding"] = "gzip" });
        using var artifacts = new Wrk(
            asked.SelectMany(package => Enumerable.Range(0, LoadPackage.VersionsEach).Select(index => $"/npm/{package.Name}/-/{package.FileName(index)}")),
            new Dictionary<string, string>());
        var servers = new List<ServerUnderLoad>();
        try
        {
            using var http = new HttpClient();
            for (int i = 0; i < sizes.Length; i++)
            {
                servers.Add(ServerUnderLoad.Start(server, Data(folder, sizes[i]), registry.Address, port + i));
                await servers[i].FirstAnswerAsync(http, "healthz").ConfigureAwait(false);
            }

            foreach ((string what, Wrk wrk) in new[] { ("documents", documents), ("artifacts", artifacts) })
            {
                // Warm: twice over the list, and until the code is compiled for good.
                foreach (ServerUnderLoad warm in servers)
                {
                    await wrk.RunAsync(warm.Address, connections, 6).ConfigureAwait(false);
                }

                var figures = servers.ConvertAll(_ => new List<WrkFigures>());
                for (int round = 0; round < rounds; round++)
                {
                    for (int i = 0; i < servers.Count; i++)
                    {
                        int at = (i + round) % servers.Count;
                        figures[at].Add(await wrk.RunAsync(servers[at].Address, connections, seconds).ConfigureAwait(false));
                    }
                }

                Print(what, sizes, figures, servers);
            }
        }
        finally
        {
            foreach (ServerUnderLoad running in servers)
            {
                await running.DisposeAsync().ConfigureAwait(false);
            }
        }

        return 0;
    }

    private static void Print(string what, int[] sizes, List<List<WrkFigures>> figures, List<ServerUnderLoad> servers)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-12}   p50 µs  ratio   p99 µs  ratio   per second  ratio  errors  memory MB"));
        double[] first = [Median(figures[0], f => f.P50), Median(figures[0], f => f.P99), Median(figures[0], f => f.PerSecond)];
        for (int i = 0; i < sizes.Length; i++)
        {
            double p50 = Median(figures[i], f => f.P50);
            double p99 = Median(figures[i], f => f.P99);
            double rate = Median(figures[i], f => f.PerSecond);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{sizes[i],12:N0} {p50,8:0}  {p50 / first[0],5:0.00} {p99,8:0}  {p99 / first[1],5:0.00} {rate,12:N0}  {rate / first[2],5:0.00} {figures[i].Sum(f => f.Errors),7} {servers[i].Resident / 1e6,10:0}"));
        }
    }

    private static double Median(List<WrkFigures> figures, Func<WrkFigures, double> of)
    {
        double[] values = [.. figures.Select(of).Order()];
        return values[values.Length / 2];
    }

    private static string Data(string folder, int size) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"versions-{size}"));
}
