using System.Diagnostics;

namespace PackageWall.Benchmarks.Comparison.Processes;

/// <summary>A program that the comparison started: its output goes to a file, and it is ended by its id with all that it started.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;
    private readonly string _log;
    private readonly Task _pumps;
    private readonly Lock _gate = new();
    private string _tail = "";

    private Child(string name, Process process, string log)
    {
        (Name, _process, _log) = (name, process, log);
        Id = process.Id;
        _pumps = Task.WhenAll(PumpAsync(process.StandardOutput), PumpAsync(process.StandardError));
    }

    public string Name { get; }

    public int Id { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>Its last lines.</summary>
    public string Tail
    {
        get
        {
            lock (_gate)
            {
                return _tail;
            }
        }
    }

    public static Child Start(string name, string log, ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        Process process = Process.Start(start) ?? throw new ComparisonException($"{name}: {start.FileName} did not start");
        process.StandardInput.Close();
        return new Child(name, process, log);
    }

    public async Task<int> WaitAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        await _pumps.WaitAsync(cancellation).ConfigureAwait(false);
        return _process.ExitCode;
    }

    public void End()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(5_000);
        }
        catch (Exception gone) when (gone is InvalidOperationException or AggregateException or System.ComponentModel.Win32Exception)
        {
            // It has ended by itself.
        }
    }

    public void Dispose()
    {
        End();
        _process.Dispose();
    }

    private async Task PumpAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            lock (_gate)
            {
                File.AppendAllText(_log, line + "\n");
                _tail = (_tail + line + "\n") is { Length: > 2_000 } text ? text[^2_000..] : _tail + line + "\n";
            }
        }
    }
}
