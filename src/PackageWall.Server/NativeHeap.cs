using System.Runtime.InteropServices;

namespace PackageWall.Server;

/// <summary>
/// Tells the C library's allocator to give large blocks back. Compressors and document buffers take megabytes for milliseconds, on whatever
/// thread they run, and by default each thread's arena keeps what it was once given: measured as 65 MB after a thousand packages.
/// </summary>
internal static partial class NativeHeap
{
    private const int MmapThreshold = -3;
    private const int TrimThreshold = -1;
    private const int ArenaMax = -8;
    private const int LargeBlock = 128 << 10;
    private const int Arenas = 2;

    public static void GiveBack()
    {
        try
        {
            _ = SetOption(MmapThreshold, LargeBlock);
            _ = SetOption(TrimThreshold, LargeBlock);
            _ = SetOption(ArenaMax, Arenas);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library, with an allocator of another kind: musl's keeps little by itself.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
