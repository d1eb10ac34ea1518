using System.CommandLine;
using System.Globalization;

namespace PackageWall.Benchmarks.Load;

/// <summary><c>start SERVER DATA</c>: from the start of the process to the first answers, on a data folder that is full.</summary>
internal static class StartTime
{
    private static readonly string[] Rows = ["/healthz", "a document", "an artifact"];

    public static Command Command()
    {
        Argument<string> server = new("SERVER") { Description = "PackageWall.Server.dll." };
        Argument<string> data = new("DATA") { Description = "A data folder that seed has filled." };
        Option<int> runs = new("--runs") { Description = "How often; the median counts.", DefaultValueFactory = _ => 7 };
        Option<int> port = new("--port") { Description = "The server's port; the registry has the next one.", DefaultValueFactory = _ => 23010 };
        Command command = new("start", "From the start of the process to the first answers.") { server, data, runs, port };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(server)!, parsed.GetValue(data)!, parsed.GetValue(runs), parsed.GetValue(port)));
        return command;
    }

    private static async Task<int> RunAsync(string server, string data, int runs, int port)
    {
        await using StubRegistry registry = await StubRegistry.OfLoadPackagesAsync(port + 1).ConfigureAwait(false);
        var times = new TimeSpan[Rows.Length][];
        for (int row = 0; row < Rows.Length; row++)
        {
            times[row] = new TimeSpan[runs];
        }

        var memory = new long[runs];
        var package = new LoadPackage(7);
        string[] paths = ["healthz", $"npm/{package.Name}", $"npm/{package.Name}/-/{package.FileName(12)}"];
        for (int run = 0; run < runs; run++)
        {
            using var http = new HttpClient();
            await using ServerUnderLoad running = ServerUnderLoad.Start(server, data, registry.Address, port);
            for (int row = 0; row < Rows.Length; row++)
            {
                times[row][run] = await running.FirstAnswerAsync(http, paths[row]).ConfigureAwait(false);
            }

            memory[run] = running.Resident;
        }

        Console.WriteLine("since the start of the process, in ms     median   best  worst");
        for (int row = 0; row < Rows.Length; row++)
        {
            Array.Sort(times[row]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Rows[row],-38} {times[row][runs / 2].TotalMilliseconds,9:0} {times[row][0].TotalMilliseconds,6:0} {times[row][^1].TotalMilliseconds,6:0}"));
        }

        Array.Sort(memory);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory then, in MB                     {memory[runs / 2] / 1e6,9:0}"));
        return 0;
    }
}
