using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace PackageWall.Benchmarks.Load;

/// <summary><c>soak SERVER</c>: hundreds of clients for minutes, of all kinds of work, and every answer judged. Memory is looked at each second.</summary>
internal static class Soak
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(1);

    public static Command Command()
    {
        Argument<string> server = new("SERVER") { Description = "PackageWall.Server.dll." };
        Option<int> clients = new("--clients") { Description = "At once.", DefaultValueFactory = _ => 500 };
        Option<double> minutes = new("--minutes") { Description = "How long.", DefaultValueFactory = _ => 10 };
        Option<int> packages = new("--packages") { Description = "In the registry at the start, four versions each.", DefaultValueFactory = _ => 400 };
        Option<double> fresh = new("--fresh") { Description = "New packages per second.", DefaultValueFactory = _ => 2 };
        Option<int> pause = new("--pause") { Description = "Milliseconds between two requests of a client, on average.", DefaultValueFactory = _ => 100 };
        Option<int> port = new("--port") { Description = "The server's port; the registry has the next one.", DefaultValueFactory = _ => 23040 };
        Option<string> data = new("--data") { Description = "A data folder; a temporary one is made and deleted when it is not said." };
        Command command = new("soak", "Mixed work of many clients for a long time.") { server, clients, minutes, packages, fresh, pause, port, data };
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetValue(server)!,
            parsed.GetValue(data),
            parsed.GetValue(clients),
            TimeSpan.FromMinutes(parsed.GetValue(minutes)),
            new SoakWorld(20_261_130, parsed.GetValue(packages)),
            parsed.GetValue(fresh),
            TimeSpan.FromMilliseconds(parsed.GetValue(pause)),
            parsed.GetValue(port)));
        return command;
    }

    private static async Task<int> RunAsync(string server, string? data, int clients, TimeSpan length, SoakWorld world, double fresh, TimeSpan pause, int port)
    {
        string folder = data ?? Directory.CreateTempSubdirectory("soak-").FullName;
        try
        {
            await using StubRegistry registry = await StubRegistry.RunAsync(port + 1, world.Find).ConfigureAwait(false);
            world.Address = registry.Address;
            using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, MaxConnectionsPerServer = clients, UseCookies = false });
            await using ServerUnderLoad running = ServerUnderLoad.Start(server, folder, registry.Address, port);
            await running.FirstAnswerAsync(http, "healthz").ConfigureAwait(false);

            var tally = new SoakTally();
            var unseen = new ConcurrentQueue<SoakRelease>();
            using var end = new CancellationTokenSource(length);
            var clock = Stopwatch.StartNew();
            var client = new SoakClient(http, new Uri(running.Address, "npm/"), world, unseen, tally);
            Task<List<long>> watching = WatchAsync(running, end.Token);
            Task appearing = AppearAsync(world, unseen, fresh, end.Token);
            await Task.WhenAll(Enumerable.Range(0, clients).Select(seed => client.RunAsync(seed, pause, end.Token))).ConfigureAwait(false);
            await appearing.ConfigureAwait(false);
            List<long> memory = await watching.ConfigureAwait(false);

            tally.Print(clock.Elapsed);
            bool isFlat = PrintMemory(memory);
            await PrintHeapAsync(http, running.Address).ConfigureAwait(false);
            foreach (string complaint in running.Complaints.Take(20))
            {
                Console.WriteLine("  log: " + complaint);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tally.Errors} errors; memory {(isFlat ? "flat" : "not flat")}"));
            return tally.Errors == 0 && isFlat ? 0 : 1;
        }
        finally
        {
            if (data is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task AppearAsync(SoakWorld world, ConcurrentQueue<SoakRelease> unseen, double perSecond, CancellationToken end)
    {
        while (!end.IsCancellationRequested && perSecond > 0)
        {
            unseen.Enqueue(world.Appear());
            await Quietly(Task.Delay(TimeSpan.FromSeconds(1 / perSecond), end)).ConfigureAwait(false);
        }
    }

    private static async Task<List<long>> WatchAsync(ServerUnderLoad server, CancellationToken end)
    {
        List<long> memory = [];
        while (!end.IsCancellationRequested)
        {
            memory.Add(server.Resident);
            await Quietly(Task.Delay(TimeSpan.FromSeconds(1), end)).ConfigureAwait(false);
        }

        return memory;
    }

    private static async Task Quietly(Task delay) => await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    // What the server says of its own memory, to tell its objects from what the system keeps for it.
    private static async Task PrintHeapAsync(HttpClient http, Uri address)
    {
        string metrics = await http.GetStringAsync(new Uri(address, "metrics")).ConfigureAwait(false);
        foreach (string line in metrics.Split('\n').Where(line => line.StartsWith("dotnet_gc_last_collection_", StringComparison.Ordinal)
            || line.StartsWith("dotnet_gc_heap_total", StringComparison.Ordinal)
            || line.StartsWith("packagewall_documents_held", StringComparison.Ordinal)))
        {
            int space = line.LastIndexOf(' ');
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {line[..space]} {double.Parse(line.AsSpan(space), CultureInfo.InvariantCulture) / 1e6:0.0} MB"));
        }
    }

    // Flat: after the first minute the last quarter takes no more than a tenth above the first.
    private static bool PrintMemory(List<long> memory)
    {
        int parts = Math.Min(12, memory.Count);
        Console.WriteLine("memory of the server in MB, on average: " + string.Join(' ', Enumerable.Range(0, parts)
            .Select(part => memory.GetRange(part * memory.Count / parts, Math.Max(1, memory.Count / parts)).Average() / 1e6)
            .Select(mean => mean.ToString("0", CultureInfo.InvariantCulture))));
        List<long> after = memory[Math.Min(memory.Count - 1, (int)WarmUp.TotalSeconds)..];
        int quarter = Math.Max(1, after.Count / 4);
        double first = after[..quarter].Average();
        double last = after[^quarter..].Average();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"after the first minute: {first / 1e6:0} MB in its first quarter, {last / 1e6:0} MB in its last ({last / first:0.00}), at most {after.Max() / 1e6:0} MB"));
        return last <= first * 1.1;
    }
}
