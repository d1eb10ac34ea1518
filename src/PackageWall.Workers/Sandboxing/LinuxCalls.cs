using System.Runtime.InteropServices;

namespace PackageWall.Workers.Sandboxing;

/// <summary>The few functions of the C library that a worker shuts itself in with.</summary>
internal static unsafe partial class LinuxCalls
{
    public const int SetParentDeathSignal = 1; // PR_SET_PDEATHSIG
    public const int SetDumpable = 4; // PR_SET_DUMPABLE
    public const int SetNoNewPrivileges = 38; // PR_SET_NO_NEW_PRIVS

    public const int LimitFileSize = 1; // RLIMIT_FSIZE
    public const int LimitData = 2; // RLIMIT_DATA
    public const int LimitCore = 4; // RLIMIT_CORE
    public const int LimitDescriptors = 7; // RLIMIT_NOFILE

    public const nuint FilterMode = 1; // SECCOMP_SET_MODE_FILTER
    public const nuint AllThreads = 1; // SECCOMP_FILTER_FLAG_TSYNC

    public const int Hangup = 1;
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const nint Ignore = 1; // SIG_IGN

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    public static partial int Control(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    public static partial int SetLimit(int resource, ResourceLimit* limit);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint SystemCall(nint number, nuint argument1, nuint argument2, FilterHeader* argument3);

    [LibraryImport("libc", EntryPoint = "signal", SetLastError = true)]
    public static partial nint OnSignal(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void ExitNow(int code);

    /// <summary><c>struct rlimit</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ResourceLimit
    {
        public nuint Soft;
        public nuint Hard;
    }

    /// <summary><c>struct sock_fprog</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct FilterHeader
    {
        public ushort Length;
        public FilterInstruction* Instructions;
    }
}
