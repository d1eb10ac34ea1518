using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PackageWall.Data.Blobs;

/// <summary>
/// Syncs a folder, so that a name given by a rename survives a power cut. .NET opens no folders, hence the native calls; Windows
/// keeps names in its own journal.
/// </summary>
internal static partial class DirectorySync
{
    private const int ReadOnly = 0;

    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
        {
            throw new IOException($"The folder {folder} cannot be opened to be synced (error {Marshal.GetLastPInvokeError()}).");
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Sync(handle) != 0 && Marshal.GetLastPInvokeError() is var error and not InvalidArgument)
        {
            throw new IOException($"The folder {folder} cannot be synced (error {error}).");
        }
    }

    // Some file systems cannot sync folders and say so with EINVAL; there is nothing more to do there.
    private const int InvalidArgument = 22;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Sync(SafeFileHandle handle);
}
