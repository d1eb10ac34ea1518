using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PackageWall.Benchmarks.Comparison.Processes;

namespace PackageWall.Benchmarks.Comparison;

/// <summary>Where a comparison works: a folder, ports, the programs it started, and the lines it says.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly CancellationTokenRegistration _ending;
    private int _port;

    public Workplace(ComparisonOptions options, CancellationToken cancellation)
    {
        Options = options;
        Cancellation = cancellation;
        _port = options.Port;
        Root = Path.Combine(Path.GetFullPath(options.Work), $"comparison-{Environment.ProcessId}");
        Directory.CreateDirectory(Root);
        _ending = cancellation.Register(Children.EndAll);
    }

    public ComparisonOptions Options { get; }

    public CancellationToken Cancellation { get; }

    public Children Children { get; } = new();

    public string Root { get; }

    /// <summary>A client that takes bytes as they are sent.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { Timeout = TimeSpan.FromMinutes(3) };

    /// <summary>A folder of its own, empty.</summary>
    public string Folder(string name)
    {
        string path = Path.Combine(Root, name);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        return Directory.CreateDirectory(path).FullName;
    }

    public int NextPort()
    {
        if (_port > 0)
        {
            return _port++;
        }

        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Tell(string line) => Console.Error.WriteLine($"[{_watch.Elapsed:h\\:mm\\:ss}] {line}");

    /// <summary>Waits until an address answers, and answers as it should where that is asked.</summary>
    public async Task WaitForAsync(Child child, Uri address, Func<HttpResponseMessage, bool>? isRight = null)
    {
        TimeSpan step = TimeSpan.FromMilliseconds(50);
        for (TimeSpan waited = default; waited < TimeSpan.FromSeconds(60); waited += step)
        {
            if (child.HasExited)
            {
                break;
            }

            try
            {
                using HttpResponseMessage answer = await Http.GetAsync(address, Cancellation).ConfigureAwait(false);
                if (isRight?.Invoke(answer) ?? true)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }

            await Task.Delay(step, Cancellation).ConfigureAwait(false);
        }

        throw new ComparisonException($"{child.Name} did not come up; its last lines:\n{child.Tail}");
    }

    public void Dispose()
    {
        _ending.Dispose();
        Children.Dispose();
        Http.Dispose();
        if (Options.Keep)
        {
            Tell($"kept: {Root}");
            return;
        }

        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (IOException busy)
        {
            Tell($"{Root} could not be deleted whole: {busy.Message}");
        }
    }
}
