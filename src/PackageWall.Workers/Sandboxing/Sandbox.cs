using System.Runtime.InteropServices;

namespace PackageWall.Workers.Sandboxing;

/// <summary>
/// Shuts the own process in, for good: no network, no other processes, no files but the pipes it has. Whoever breaks a reader with
/// hostile bytes then finds a process that can compute and answer, and nothing else.
/// </summary>
/// <remarks>
/// Not limited: the number of processes of the user (<c>RLIMIT_NPROC</c>), which would count the server's threads too; the filter
/// refuses new processes anyway. The heap is limited by the runtime (<c>DOTNET_GCHeapHardLimit</c>); the limit on data here is a
/// wider one around it, for memory that the runtime does not manage.
/// </remarks>
internal static unsafe class Sandbox
{
    /// <summary>For the pipes that the runtime makes for itself, one with every thread; without them it cannot start threads and dies.</summary>
    private const nuint Descriptors = 256;

    /// <summary>For code, stacks and the runtime's own tables, beside the heap.</summary>
    private const long BesideHeap = 768L << 20;

    /// <summary>To be called first: ends with its parent, is the first to go when memory is short, leaves signals for the whole group to the parent.</summary>
    /// <remarks>
    /// A terminal's interrupt and a service manager's stop reach all processes. A worker that obeyed would turn an orderly shutdown
    /// of the server into packages that could not be inspected.
    /// </remarks>
    public static void Attach()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _ = LinuxCalls.Control(LinuxCalls.SetParentDeathSignal, LinuxCalls.Kill, 0, 0, 0);
        foreach (int signal in (ReadOnlySpan<int>)[LinuxCalls.Hangup, LinuxCalls.Interrupt, LinuxCalls.Quit, LinuxCalls.Terminate])
        {
            _ = LinuxCalls.OnSignal(signal, LinuxCalls.Ignore);
        }

        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", "1000");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Without it the kernel chooses by size alone, which is the worker as well as not.
        }
    }

    /// <summary>Shuts the process in.</summary>
    /// <param name="heap">Size of the limited heap in bytes, or 0 when it is not limited.</param>
    /// <returns>What could not be done, one sentence each.</returns>
    public static IReadOnlyList<string> Enter(long heap)
    {
        if (!OperatingSystem.IsLinux())
        {
            return ["Workers are processes of their own with limited heap and time; shutting them in further is known for Linux only."];
        }

        List<string> missing = [];
        Limit(LinuxCalls.LimitCore, 0, "core dumps", missing);
        Limit(LinuxCalls.LimitFileSize, 0, "sizes of files", missing);
        Limit(LinuxCalls.LimitDescriptors, Descriptors, "descriptors", missing);
        if (heap > 0)
        {
            Limit(LinuxCalls.LimitData, (nuint)(heap + BesideHeap), "data", missing);
        }

        if (LinuxCalls.Control(LinuxCalls.SetDumpable, 0, 0, 0, 0) != 0)
        {
            missing.Add($"Other processes of the same user can look into workers (error {Marshal.GetLastPInvokeError()}).");
        }

        if (LinuxCalls.Control(LinuxCalls.SetNoNewPrivileges, 1, 0, 0, 0) != 0)
        {
            missing.Add($"Workers can gain privileges (error {Marshal.GetLastPInvokeError()}).");
        }

        if (SystemCalls.Own is not { } calls)
        {
            missing.Add($"System calls of workers are not filtered: no list for {RuntimeInformation.ProcessArchitecture}.");
        }
        else if (Filter(calls) is var error and not 0)
        {
            missing.Add($"System calls of workers are not filtered: the kernel refuses (error {error}).");
        }

        return missing;
    }

    private static int Filter(SystemCalls calls)
    {
        FilterInstruction[] program = FilterProgram.For(calls, (uint)Environment.ProcessId);
        fixed (FilterInstruction* instructions = program)
        {
            LinuxCalls.FilterHeader header = new() { Length = (ushort)program.Length, Instructions = instructions };
            return LinuxCalls.SystemCall(calls.Seccomp, LinuxCalls.FilterMode, LinuxCalls.AllThreads, &header) switch
            {
                0 => 0,
                > 0 => -1, // A thread that could not be brought under the filter: its id.
                _ => Marshal.GetLastPInvokeError(),
            };
        }
    }

    private static void Limit(int resource, nuint value, string name, List<string> missing)
    {
        LinuxCalls.ResourceLimit limit = new() { Soft = value, Hard = value };
        if (LinuxCalls.SetLimit(resource, &limit) != 0)
        {
            missing.Add($"No limit on {name} of workers (error {Marshal.GetLastPInvokeError()}).");
        }
    }
}
