namespace PackageWall.Inspection.Languages.DotNet;

/// <summary>Which functions of operating systems make which fact, when they are imported by P/Invoke.</summary>
internal static class NativeImports
{
    private static readonly Dictionary<string, string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["VirtualAlloc"] = "execute.memory", ["VirtualAllocEx"] = "execute.memory", ["VirtualProtect"] = "execute.memory", ["VirtualProtectEx"] = "execute.memory",
        ["WriteProcessMemory"] = "execute.memory", ["CreateRemoteThread"] = "execute.memory", ["CreateRemoteThreadEx"] = "execute.memory", ["NtCreateThreadEx"] = "execute.memory",
        ["NtAllocateVirtualMemory"] = "execute.memory", ["NtProtectVirtualMemory"] = "execute.memory", ["NtWriteVirtualMemory"] = "execute.memory",
        ["NtMapViewOfSection"] = "execute.memory", ["NtUnmapViewOfSection"] = "execute.memory", ["QueueUserAPC"] = "execute.memory", ["SetThreadContext"] = "execute.memory",
        ["mprotect"] = "execute.memory", ["ptrace"] = "execute.memory", ["RtlMoveMemory"] = "execute.memory",
        ["ReadProcessMemory"] = "read.memory", ["MiniDumpWriteDump"] = "read.memory", ["process_vm_readv"] = "read.memory",
        ["getJit"] = "dotnet.jit-hook",
        ["SetWindowsHookEx"] = "read.keyboard", ["GetAsyncKeyState"] = "read.keyboard", ["GetClipboardData"] = "read.clipboard", ["BitBlt"] = "read.screen",
        ["CryptUnprotectData"] = "read.secret.keychain", ["CredRead"] = "read.secret.keychain", ["CredEnumerate"] = "read.secret.keychain", ["SecKeychainFindGenericPassword"] = "read.secret.keychain",
        ["CreateProcess"] = "execute.process", ["ShellExecute"] = "execute.process", ["ShellExecuteEx"] = "execute.process", ["WinExec"] = "execute.process", ["system"] = "execute.shell",
        ["execve"] = "execute.process", ["popen"] = "execute.shell", ["URLDownloadToFile"] = "network.fetch", ["LoadLibrary"] = "execute.native", ["LoadLibraryEx"] = "execute.native", ["dlopen"] = "execute.native",
        ["TerminateProcess"] = "execute.kill", ["NtSetInformationThread"] = "gate.host", ["IsDebuggerPresent"] = "gate.host", ["CheckRemoteDebuggerPresent"] = "gate.host",
    };

    /// <summary>The fact of a function, with or without the letter for its character set; null when it is an ordinary one.</summary>
    public static string? Find(string function) =>
        Functions.TryGetValue(function, out string? fact) || (function.EndsWith('A') || function.EndsWith('W')) && Functions.TryGetValue(function[..^1], out fact) ? fact : null;
}
