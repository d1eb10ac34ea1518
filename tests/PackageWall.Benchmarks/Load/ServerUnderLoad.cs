using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace PackageWall.Benchmarks.Load;

/// <summary>The server as operators run it, in a process of its own, with one npm feed.</summary>
internal sealed class ServerUnderLoad : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _feeds;
    private readonly ConcurrentQueue<string> _complaints = new();

    private ServerUnderLoad(Process process, string feeds, Uri address) => (_process, _feeds, Address) = (process, feeds, address);

    public Uri Address { get; }

    public Stopwatch SinceStart { get; } = new();

    /// <summary>Lines of its log that are warnings or worse.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>What the process has in memory, in bytes.</summary>
    public long Resident
    {
        get
        {
            foreach (string line in File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/status")))
            {
                if (line.StartsWith("VmRSS:", StringComparison.Ordinal))
                {
                    return long.Parse(line.AsSpan(6).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture) << 10;
                }
            }

            return 0;
        }
    }

    /// <summary>Starts it and does not wait.</summary>
    public static ServerUnderLoad Start(string server, string data, Uri upstream, int port, string policy = "cool-off: 7d")
    {
        string feeds = Directory.CreateTempSubdirectory("load-feeds-").FullName;
        File.WriteAllText(Path.Combine(feeds, "npm.yaml"), $"ecosystem: npm\nmount: /npm/\nupstream: {upstream}\npolicy:\n  {policy}\n");
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.GetFullPath(server));
        start.Environment["PACKAGEWALL_URLS"] = address.ToString().TrimEnd('/');
        start.Environment["PACKAGEWALL_DATA"] = data;
        start.Environment["PACKAGEWALL_FEEDS"] = feeds;

        // What this program runs with is not what the server runs with.
        start.Environment.Remove("DOTNET_gcServer");
        var process = new Process { StartInfo = start };
        var running = new ServerUnderLoad(process, feeds, address);
        process.OutputDataReceived += (_, line) => running.Read(line.Data);
        process.ErrorDataReceived += (_, line) => running.Read(line.Data);
        running.SinceStart.Start();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return running;
    }

    /// <summary>Asks until there is an answer: how long that took since the start.</summary>
    public async Task<TimeSpan> FirstAnswerAsync(HttpClient http, string path)
    {
        while (SinceStart.Elapsed < TimeSpan.FromMinutes(2))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException("The server ended:\n" + string.Join('\n', _complaints));
            }

            try
            {
                using HttpResponseMessage response = await http.GetAsync(new Uri(Address, path)).ConfigureAwait(false);
                await response.Content.CopyToAsync(Stream.Null).ConfigureAwait(false);
                return response.StatusCode == HttpStatusCode.OK
                    ? SinceStart.Elapsed
                    : throw new InvalidOperationException($"{path}: {(int)response.StatusCode} {response.ReasonPhrase}");
            }
            catch (HttpRequestException)
            {
                await Task.Delay(2).ConfigureAwait(false);
            }
        }

        throw new TimeoutException("The server did not come up:\n" + string.Join('\n', _complaints));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // With its workers, which it starts for itself.
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().ConfigureAwait(false);
        }

        _process.Dispose();
        Directory.Delete(_feeds, recursive: true);
    }

    private void Read(string? line)
    {
        // What it tells when it starts is not asked for.
        if (line is not null && !line.StartsWith("  npm ", StringComparison.Ordinal) && !line.StartsWith("info:", StringComparison.Ordinal) && !line.StartsWith("PackageWall", StringComparison.Ordinal) && _complaints.Count < 1_000)
        {
            _complaints.Enqueue(line);
        }
    }
}
