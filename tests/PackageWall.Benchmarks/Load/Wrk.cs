using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PackageWall.Benchmarks.Load;

/// <summary>Debian's wrk, going round a list of addresses.</summary>
internal sealed class Wrk : IDisposable
{
    private readonly string _script = Path.Combine(Path.GetTempPath(), $"wrk-{Guid.NewGuid():n}.lua");

    /// <summary>With a list of paths and the headers that each request carries.</summary>
    public Wrk(IEnumerable<string> paths, IReadOnlyDictionary<string, string> headers)
    {
        var lua = new StringBuilder();
        foreach ((string name, string value) in headers)
        {
            lua.Append(CultureInfo.InvariantCulture, $"wrk.headers[\"{name}\"] = \"{value}\"\n");
        }

        lua.Append("local paths = {\n");
        foreach (string path in paths)
        {
            lua.Append(CultureInfo.InvariantCulture, $"  \"{path}\",\n");
        }

        // Requests are made once and only picked while it measures.
        lua.Append("""
            }
            local requests = {}
            local at = 0
            init = function(args)
              for i, path in ipairs(paths) do requests[i] = wrk.format("GET", path) end
            end
            request = function()
              at = at % #requests + 1
              return requests[at]
            end
            done = function(summary, latency, all)
              io.write(string.format("figures %d %d %d %d %d\n", latency:percentile(50), latency:percentile(99), summary.requests, summary.duration,
                summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
            end
            """);
        File.WriteAllText(_script, lua.ToString());
    }

    /// <summary>One slice: times in microseconds.</summary>
    public async Task<WrkFigures> RunAsync(Uri address, int connections, int seconds)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true };
        foreach (string argument in new[] { "-t1", $"-c{connections}", $"-d{seconds}s", "-s", _script, address.ToString() })
        {
            start.ArgumentList.Add(argument);
        }

        using Process wrk = Process.Start(start)!;
        string output = await wrk.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await wrk.WaitForExitAsync().ConfigureAwait(false);
        string[] figures = output.Split('\n').FirstOrDefault(line => line.StartsWith("figures ", StringComparison.Ordinal))?.Split(' ')
            ?? throw new InvalidOperationException("wrk measured nothing:\n" + output);
        double[] numbers = [.. figures.Skip(1).Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))];
        return new WrkFigures(numbers[0], numbers[1], numbers[2] / (numbers[3] / 1e6), (long)numbers[4]);
    }

    public void Dispose() => File.Delete(_script);
}
