using System.Runtime.InteropServices;

namespace PackageWall.Workers.Sandboxing;

/// <summary>One instruction of a classic Berkeley packet filter (<c>struct sock_filter</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FilterInstruction(ushort Code, byte IfTrue, byte IfFalse, uint Operand);

/// <summary>Writes the filter that the kernel asks about every call of a worker: <c>struct seccomp_data</c> in, verdict out.</summary>
internal static class FilterProgram
{
    private const ushort Load = 0x20; // BPF_LD | BPF_W | BPF_ABS
    private const ushort JumpEqual = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
    private const ushort JumpAtLeast = 0x35; // BPF_JMP | BPF_JGE | BPF_K
    private const ushort JumpAnyBit = 0x45; // BPF_JMP | BPF_JSET | BPF_K
    private const ushort Return = 0x06; // BPF_RET | BPF_K

    // Offsets in seccomp_data: number, architecture, low halves of arguments (both architectures are little-endian).
    private const uint Number = 0;
    private const uint Architecture = 4;
    private const uint FirstArgument = 16;
    private const uint SecondArgument = 24;

    private const uint Allow = 0x7FFF0000;
    private const uint KillProcess = 0x80000000;
    private const uint Refuse = 0x00050000 | 1; // EPERM
    private const uint Unknown = 0x00050000 | 38; // ENOSYS

    private const uint OtherAbi = 0x40000000; // __X32_SYSCALL_BIT
    private const uint ThreadFlag = 0x00010000;

    /// <summary>The filter for a process of this id.</summary>
    public static FilterInstruction[] For(SystemCalls calls, uint ownProcess)
    {
        List<FilterInstruction> program =
        [
            new(Load, 0, 0, Architecture),
            new(JumpEqual, 1, 0, calls.Architecture),
            new(Return, 0, 0, KillProcess),
            new(Load, 0, 0, Number),
            new(JumpAtLeast, 0, 1, OtherAbi),
            new(Return, 0, 0, KillProcess),
            new(JumpAtLeast, 0, 1, SystemCalls.FirstShared),
            new(Return, 0, 0, Unknown),

            // Threads yes, processes no.
            new(JumpEqual, 0, 4, calls.CloneThread),
            new(Load, 0, 0, FirstArgument),
            new(JumpAnyBit, 0, 1, ThreadFlag),
            new(Return, 0, 0, Allow),
            new(Return, 0, 0, Refuse),

            // The runtime stops its own threads by signals; nobody else's.
            new(JumpEqual, 0, 4, calls.ThreadKill),
            new(Load, 0, 0, FirstArgument),
            new(JumpEqual, 0, 1, ownProcess),
            new(Return, 0, 0, Allow),
            new(Return, 0, 0, Refuse),

            // 0 is SCHED_OTHER.
            new(JumpEqual, 0, 4, calls.Schedule),
            new(Load, 0, 0, SecondArgument),
            new(JumpEqual, 0, 1, 0),
            new(Return, 0, 0, Allow),
            new(Return, 0, 0, Refuse),

            // 0 is the own process: the C library reads its limits so.
            new(JumpEqual, 0, 4, calls.ProcessLimits),
            new(Load, 0, 0, FirstArgument),
            new(JumpEqual, 0, 1, 0),
            new(Return, 0, 0, Allow),
            new(Return, 0, 0, Refuse),
        ];
        foreach (uint call in calls.Refused)
        {
            program.Add(new FilterInstruction(JumpEqual, 0, 1, call));
            program.Add(new FilterInstruction(Return, 0, 0, Refuse));
        }

        program.Add(new FilterInstruction(Return, 0, 0, Allow));
        return [.. program];
    }
}
