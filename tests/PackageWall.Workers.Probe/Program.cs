using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using PackageWall.Workers.Sandboxing;

// Shuts itself in as a worker does, then tries the doors and says what the kernel answered, one line each: name, error number.
using FileStream output = new(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
List<(string Name, Func<nint> Try)> attempts =
[
    ("socket", () => Doors.Socket(2, 1, 0)),
    ("socketpair", () => { unsafe { int* two = stackalloc int[2]; return Doors.SocketPair(1, 1, 0, two); } }),
    ("execve", () => { unsafe { nint none = 0; return Doors.Execute("/bin/true", &none, &none); } }),
    ("fork", () => Doors.Call(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 57 : 221, 0, 0, 0)),
    ("clone-process", () => Doors.Call(RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 56 : 220, 17, 0, 0)),
    ("open-write", () => Doors.Open(args[0], 0x241, 0x1A4)),
    ("open-read", () => Doors.Open("/etc/hostname", 0, 0)),
    ("unlink", () => Doors.Unlink(args[1])),
    ("rename", () => Doors.Rename(args[1], args[0])),
    ("mkdir", () => Doors.MakeDirectory(args[0], 0x1FF)),
    ("chmod", () => Doors.ChangeMode(args[1], 0)),
    ("kill-parent", () => Doors.Kill(Doors.Parent(), 0)),
    ("ptrace", () => Doors.Call(RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 101 : 117, 16, Doors.Parent(), 0)),
    ("io_uring", () => Doors.Call(425, 1, 0, 0)),
    ("openat2", () => Doors.Call(437, -100, 0, 0)),
    ("pidfd_open", () => Doors.Call(434, Doors.Parent(), 0, 0)),
];
string said = "";

// Threads are still allowed, in the way in which the runtime makes them.
void StartThread()
{
    Thread thread = new(() => said += "\nthread 0");
    thread.Start();
    thread.Join();
}

// Once before, as workers do everything once: what it needs from files is then loaded.
StartThread();
output.Write(System.Text.Encoding.UTF8.GetBytes(string.Join("\n", ["probe 0", ""])));
said = "";
bool isShutIn = args.Length > 2 && args[2] == "in";
IReadOnlyList<string> missing = isShutIn ? Sandbox.Enter(64 << 20) : [];
said += string.Join('\n', missing.Select(text => "missing " + text));
StartThread();
foreach ((string name, Func<nint> attempt) in isShutIn ? attempts : [.. attempts.Where(door => door.Name is "socket" or "open-read")])
{
    nint result = attempt();
    said += $"\n{name} {(result < 0 ? Marshal.GetLastPInvokeError() : 0)}";
}

output.Write(System.Text.Encoding.UTF8.GetBytes(said + "\n"));

/// <summary>What to try.</summary>
internal static unsafe partial class Doors
{
    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "socketpair", SetLastError = true)]
    public static partial int SocketPair(int domain, int type, int protocol, int* two);

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Execute(string path, nint* arguments, nint* environment);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Call(nint number, nint first, nint second, nint third);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Unlink(string path);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(string from, string to);

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeDirectory(string path, int mode);

    [LibraryImport("libc", EntryPoint = "chmod", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeMode(string path, int mode);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int Parent();
}
