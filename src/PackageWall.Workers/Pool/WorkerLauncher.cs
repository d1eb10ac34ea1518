using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace PackageWall.Workers.Pool;

/// <summary>
/// Starts processes from one thread that lives as long as this process. Linux tells a child of its parent's death when the
/// <em>thread</em> that started it ends, and threads of the pool come and go.
/// </summary>
internal static class WorkerLauncher
{
    private static readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> Waiting = [];
    private static readonly Lazy<Thread> Starter = new(Run);

    /// <summary>Starts one.</summary>
    /// <exception cref="WorkersUnavailableException">It cannot be started.</exception>
    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        _ = Starter.Value;
        TaskCompletionSource<Process> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Waiting.Add((start, started));
        return started.Task;
    }

    private static Thread Run()
    {
        Thread thread = new(() =>
        {
            foreach ((ProcessStartInfo start, TaskCompletionSource<Process> started) in Waiting.GetConsumingEnumerable())
            {
                try
                {
                    started.SetResult(Process.Start(start) ?? throw new InvalidOperationException("There is no process."));
                }
                catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or IOException)
                {
                    started.SetException(new WorkersUnavailableException($"A worker could not be started: {failure.Message}", failure));
                }
            }
        })
        {
            IsBackground = true,
            Name = "worker launcher",
        };
        thread.Start();
        return thread;
    }
}
