using System.Runtime.InteropServices;

namespace PackageWall.Workers.Sandboxing;

/// <summary>
/// Numbers of the calls of the Linux kernel that a worker has no use for once it is warm, for one processor architecture. From
/// <c>arch/x86/entry/syscalls/syscall_64.tbl</c> and <c>include/uapi/asm-generic/unistd.h</c>.
/// </summary>
internal sealed record SystemCalls
{
    /// <summary>
    /// The first number that both architectures share. From here on everything is answered with ENOSYS, known or yet to come
    /// (io_uring, pidfd, new mounts, openat2, clone3 …): programs take that for an older kernel and fall back.
    /// </summary>
    public const uint FirstShared = 424;

    /// <summary>What seccomp calls the architecture (AUDIT_ARCH_*).</summary>
    public required uint Architecture { get; init; }

    /// <summary>Makes processes and threads; only threads are let through.</summary>
    public required uint CloneThread { get; init; }

    /// <summary>Signals one thread of one process; only the own process is let through.</summary>
    public required uint ThreadKill { get; init; }

    /// <summary>
    /// Sets how a thread is scheduled; only the ordinary way (<c>SCHED_OTHER</c>) is let through. The C library asks for it with every
    /// thread that the runtime starts, and a runtime that cannot start a thread dies.
    /// </summary>
    public required uint Schedule { get; init; }

    /// <summary>Limits of a process; only the own process is let through.</summary>
    public required uint ProcessLimits { get; init; }

    /// <summary>Installs filters.</summary>
    public required int Seccomp { get; init; }

    /// <summary>Calls that are refused with EPERM.</summary>
    public required IReadOnlyList<uint> Refused { get; init; }

    /// <summary>Those of this machine, or null when it is another one.</summary>
    public static SystemCalls? Own => RuntimeInformation.ProcessArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => X64,
        System.Runtime.InteropServices.Architecture.Arm64 => Arm64,
        _ => null,
    };

    private static SystemCalls X64 { get; } = new()
    {
        Architecture = 0xC000003E,
        CloneThread = 56,
        ThreadKill = 234,
        Schedule = 144,
        ProcessLimits = 302,
        Seccomp = 317,
        Refused =
        [
            41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 53, 288, 299, 307, // socket … listen, socketpair, accept4, recvmmsg, sendmmsg
            57, 58, 59, 322, // fork, vfork, execve, execveat
            2, 85, 257, 304, 303, // open, creat, openat, open_by_handle_at, name_to_handle_at
            76, 77, 285, 326, // truncate, ftruncate, fallocate, copy_file_range
            82, 264, 316, 83, 258, 84, 87, 263, 86, 265, 88, 266, 133, 259, // rename*, mkdir*, rmdir, unlink*, link*, symlink*, mknod*
            90, 91, 268, 92, 93, 94, 260, // chmod*, chown*
            132, 235, 261, 280, // utime, utimes, futimesat, utimensat
            188, 189, 190, 197, 198, 199, // setxattr*, removexattr*
            62, 200, 129, 297, // kill, tkill, rt_sigqueueinfo, rt_tgsigqueueinfo
            101, 310, 311, 312, // ptrace, process_vm_readv, process_vm_writev, kcmp
            141, 142, 314, 251, 256, 279, // setpriority, sched_setparam, sched_setattr, ioprio_set, migrate_pages, move_pages
            165, 166, 155, 161, 272, 308, // mount, umount2, pivot_root, chroot, unshare, setns
            321, 298, 323, 319, // bpf, perf_event_open, userfaultfd, memfd_create
            248, 249, 250, // add_key, request_key, keyctl
            29, 30, 31, 64, 68, 69, 240, // shmget, shmat, shmctl, semget, msgget, msgsnd, mq_open
            206, 253, 294, 300, // io_setup, inotify_init, inotify_init1, fanotify_init
            175, 313, 176, 246, 320, // init_module, finit_module, delete_module, kexec_load, kexec_file_load
            167, 168, 169, 163, 179, 170, 171, 172, 173, 153, 154, 134, 135, // swap*, reboot, acct, quotactl, names, ports, vhangup, modify_ldt, uselib, personality
            164, 159, 227, 305, // settimeofday, adjtimex, clock_settime, clock_adjtime
        ],
    };

    private static SystemCalls Arm64 { get; } = new()
    {
        Architecture = 0xC00000B7,
        CloneThread = 220,
        ThreadKill = 131,
        Schedule = 119,
        ProcessLimits = 261,
        Seccomp = 277,
        Refused =
        [
            198, 199, 200, 201, 202, 203, 206, 207, 210, 211, 212, 242, 243, 269, // socket, socketpair, bind … recvmsg, accept4, recvmmsg, sendmmsg
            221, 281, // execve, execveat
            56, 265, 264, // openat, open_by_handle_at, name_to_handle_at
            45, 46, 47, 285, // truncate, ftruncate, fallocate, copy_file_range
            38, 276, 34, 35, 37, 36, 33, // renameat, renameat2, mkdirat, unlinkat, linkat, symlinkat, mknodat
            52, 53, 54, 55, // fchmod, fchmodat, fchownat, fchown
            88, // utimensat
            5, 6, 7, 14, 15, 16, // setxattr*, removexattr*
            129, 130, 138, 240, // kill, tkill, rt_sigqueueinfo, rt_tgsigqueueinfo
            117, 270, 271, 272, // ptrace, process_vm_readv, process_vm_writev, kcmp
            140, 118, 274, 30, 238, 239, // setpriority, sched_setparam, sched_setattr, ioprio_set, migrate_pages, move_pages
            40, 39, 41, 51, 97, 268, // mount, umount2, pivot_root, chroot, unshare, setns
            280, 241, 282, 279, // bpf, perf_event_open, userfaultfd, memfd_create
            217, 218, 219, // add_key, request_key, keyctl
            194, 195, 196, 190, 186, 189, 180, // shmget, shmctl, shmat, semget, msgget, msgsnd, mq_open
            0, 26, 262, // io_setup, inotify_init1, fanotify_init
            105, 273, 106, 104, 294, // init_module, finit_module, delete_module, kexec_load, kexec_file_load
            224, 225, 142, 89, 60, 161, 162, 58, 92, // swapon, swapoff, reboot, acct, quotactl, sethostname, setdomainname, vhangup, personality
            170, 171, 112, 266, // settimeofday, adjtimex, clock_settime, clock_adjtime
        ],
    };

}
