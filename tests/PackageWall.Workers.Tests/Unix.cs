using System.Diagnostics;

namespace PackageWall.Workers.Tests;

/// <summary>Signals to workers, as an operator or the kernel sends them.</summary>
internal static class Unix
{
    /// <summary>Signal 9, 19 (stop) and so on. Only for processes that the test's own pool started.</summary>
    public static async Task SignalAsync(int process, int signal)
    {
        using Process kill = Process.Start("/bin/kill", [$"-{signal}", $"{process}"]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    /// <summary>Whether the process runs (and is not merely waiting to be reaped).</summary>
    public static bool IsRunning(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
