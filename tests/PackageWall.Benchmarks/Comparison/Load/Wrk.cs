using System.Globalization;
using PackageWall.Benchmarks.Comparison.Processes;

namespace PackageWall.Benchmarks.Comparison.Load;

/// <summary>The generator of load: wrk, with a script that prints its figures in a form that a program reads.</summary>
internal sealed class Wrk(Workplace place, string program)
{
    private const string Script = """
        function done(summary, latency, requests)
          local e = summary.errors
          io.write(string.format("slice requests=%d duration=%d bytes=%d p50=%d p99=%d status=%d connect=%d read=%d write=%d\n",
            summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99), e.status, e.connect, e.read, e.write))
        end
        """;

    /// <summary>Loads an address for some seconds.</summary>
    public async Task<Slice> RunAsync(Target target, int connections, int seconds)
    {
        string script = Path.Combine(place.Root, "slice.lua");
        if (!File.Exists(script))
        {
            await File.WriteAllTextAsync(script, Script, place.Cancellation).ConfigureAwait(false);
        }

        int threads = Math.Min(connections, 2);
        List<string> arguments = [$"-t{threads}", $"-c{connections}", $"-d{seconds}s", "--timeout", "60s", "-s", script];
        foreach ((string name, string value) in target.Headers)
        {
            arguments.AddRange(["-H", $"{name}: {value}"]);
        }

        arguments.Add(target.Url.AbsoluteUri);
        ProcessUse.Forget(target.Process);
        ProcessUse before = ProcessUse.Read(target.Process);
        ToolRun run = await Tool.RunAsync(place.Children, Path.Combine(place.Root, "wrk.log"), program, arguments, place.Cancellation).ConfigureAwait(false);
        ProcessUse after = ProcessUse.Read(target.Process);
        Slice slice = Read(run.OrFail("wrk").Output);
        return slice with
        {
            ProcessorPerRequest = (after.Processor - before.Processor).TotalMicroseconds / Math.Max(slice.Requests, 1),
            Peak = after.Peak,
            PeakOfAll = after.PeakOfAll,
        };
    }

    /// <summary>Reads what the script printed.</summary>
    internal static Slice Read(string output)
    {
        string line = output.Split('\n').FirstOrDefault(line => line.StartsWith("slice ", StringComparison.Ordinal))
            ?? throw new ComparisonException($"wrk printed no figures:\n{output}");
        Dictionary<string, long> figures = line.Trim().Split(' ').Skip(1).Select(part => part.Split('='))
            .ToDictionary(pair => pair[0], pair => long.Parse(pair[1], CultureInfo.InvariantCulture));
        return new Slice(
            figures["requests"],
            figures["duration"] / 1e6,
            figures["p50"] / 1e3,
            figures["p99"] / 1e3,
            figures["status"] + figures["connect"] + figures["read"] + figures["write"],
            figures["bytes"]);
    }
}
