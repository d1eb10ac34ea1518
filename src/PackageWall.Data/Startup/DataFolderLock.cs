using System.Globalization;

namespace PackageWall.Data.Startup;

/// <summary>Keeps a second server off the data folder. The system lets go of it when the process ends, however it ends.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="DataFolderInUseException">Another process has it.</exception>
    public static DataFolderLock Take(DataOptions options)
    {
        FileStream file;
        try
        {
            // FileShare.None is an advisory lock of the whole file on Unix.
            file = new FileStream(options.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException e) when (e.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
        {
            throw new DataFolderInUseException(options.Folder, Holder(options), e);
        }

        File.WriteAllText(ProcessFile(options), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new DataFolderLock(file);
    }

    public void Dispose() => _file.Dispose();

    // Beside the lock, because nobody else can open the locked file to read.
    private static string ProcessFile(DataOptions options) => options.LockFile + ".process";

    private static int? Holder(DataOptions options)
    {
        try
        {
            return int.TryParse(File.ReadAllText(ProcessFile(options)), NumberStyles.None, CultureInfo.InvariantCulture, out int process) ? process : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
