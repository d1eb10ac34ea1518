using System.Diagnostics;

namespace PackageWall.Workers.Tests;

/// <summary>The sandbox seen from inside: a program that shuts itself in as workers do and tries every door.</summary>
public sealed class SandboxTests : IDisposable
{
    private const int NotPermitted = 1;
    private const int NotImplemented = 38;

    private readonly string _folder = Directory.CreateTempSubdirectory("probe-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<Dictionary<string, int>> ProbeAsync(string how)
    {
        string mine = Path.Combine(_folder, "mine");
        await File.WriteAllTextAsync(mine, "kept");
        ProcessStartInfo start = new("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "PackageWall.Workers.Probe.dll"), Path.Combine(_folder, "new"), mine, how])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using Process probe = Process.Start(start)!;
        string said = await probe.StandardOutput.ReadToEndAsync();
        await probe.WaitForExitAsync();
        probe.ExitCode.ShouldBe(0, said);
        said.ShouldNotContain("missing");
        (await File.ReadAllTextAsync(mine)).ShouldBe("kept");
        Directory.GetFiles(_folder).ShouldBe([mine]);
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(part => part[0], part => int.Parse(part[1]));
    }

    [Fact]
    public async Task Inside_there_is_no_network_no_process_and_no_file()
    {
        Dictionary<string, int> answers = await ProbeAsync("in");

        foreach (string door in (string[])["socket", "socketpair", "execve", "fork", "clone-process", "open-write", "open-read", "unlink", "rename", "mkdir", "chmod", "kill-parent", "ptrace"])
        {
            answers[door].ShouldBe(NotPermitted, door);
        }

        foreach (string door in (string[])["io_uring", "openat2", "pidfd_open"])
        {
            answers[door].ShouldBe(NotImplemented, door);
        }

        answers["thread"].ShouldBe(0);
    }

    [Fact]
    public async Task Outside_the_same_doors_are_open_so_the_probe_proves_something()
    {
        Dictionary<string, int> answers = await ProbeAsync("out");

        answers.ShouldAllBe(door => door.Value == 0);
        answers.Count.ShouldBe(4);
    }
}
