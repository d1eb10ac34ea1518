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
            throw new DataFolderInUseException(options.Folder, Holder(options.LockFile), e);
        }

        file.SetLength(0);
        file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        file.Flush();
        return new DataFolderLock(file);
    }

    public void Dispose() => _file.Dispose();

    private static int? Holder(string path)
    {
        try
        {
            using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return int.TryParse(file.ReadToEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out int process) ? process : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
