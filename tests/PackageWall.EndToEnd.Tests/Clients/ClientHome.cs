using System.Diagnostics;
using System.Text;

namespace PackageWall.EndToEnd.Tests.Clients;

/// <summary>Runs real package clients, each in a home of its own, so that neither caches nor settings of this machine play a part.</summary>
public sealed class ClientHome : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>The project folder.</summary>
    public string Project { get; }

    /// <summary>The home folder: caches and settings.</summary>
    public string Home { get; }

    private readonly string _root = Directory.CreateTempSubdirectory("client-").FullName;

    public ClientHome()
    {
        Project = Directory.CreateDirectory(Path.Combine(_root, "project")).FullName;
        Home = Directory.CreateDirectory(Path.Combine(_root, "home")).FullName;
    }

    /// <summary>More environment variables.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Writes a file of the project.</summary>
    public void Write(string file, string text)
    {
        string path = Path.Combine(Project, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Reads a file of the project.</summary>
    public string Read(string file) => File.ReadAllText(Path.Combine(Project, file));

    public bool Exists(string file) => File.Exists(Path.Combine(Project, file)) || Directory.Exists(Path.Combine(Project, file));

    /// <summary>Runs a program in the project and waits for its end; ends it, and it alone, when it takes too long.</summary>
    public async Task<ClientRun> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = Project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Settings of npm, pip and NuGet that this machine or its CI has must not reach the test.
        foreach (string name in start.Environment.Keys.Where(key =>
            key.StartsWith("npm_", StringComparison.OrdinalIgnoreCase) || key.StartsWith("PIP_", StringComparison.Ordinal)
            || key.StartsWith("YARN_", StringComparison.Ordinal) || key.StartsWith("UV_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = Home;
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(Home, ".cache");
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(Home, ".config");
        start.Environment["XDG_DATA_HOME"] = Path.Combine(Home, ".local", "share");
        start.Environment["NO_COLOR"] = "1";
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        var text = new StringBuilder();
        Task output = PumpAsync(process.StandardOutput, text);
        Task errors = PumpAsync(process.StandardError, text);
        var watch = Stopwatch.StartNew();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await Task.WhenAll(output, errors);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end in {Patience.TotalMinutes} minutes:\n{text}");
        }

        await Task.WhenAll(output, errors);
        return new ClientRun(process.ExitCode, text.ToString(), watch.Elapsed);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static async Task PumpAsync(StreamReader reader, StringBuilder text)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (text)
            {
                text.AppendLine(line);
            }
        }
    }
}

/// <summary>What a client did.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed, both streams.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record ClientRun(int ExitCode, string Output, TimeSpan Elapsed)
{
    /// <summary>Fails with what it printed unless it succeeded.</summary>
    public ClientRun ShouldSucceed()
    {
        ExitCode.ShouldBe(0, Output);
        return this;
    }

    /// <summary>Fails with what it printed unless it failed.</summary>
    public ClientRun ShouldFail()
    {
        ExitCode.ShouldNotBe(0, Output);
        return this;
    }
}
