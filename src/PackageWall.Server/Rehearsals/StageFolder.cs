using System.Security.Cryptography;

namespace PackageWall.Server.Rehearsals;

/// <summary>
/// The temporary folder of a rehearsal. A process that is killed leaves it; so a note in the real wall's data folder says where it is,
/// and whoever works on that folder next takes it away. That one is alone there, so the one before is gone.
/// </summary>
internal sealed class StageFolder
{
    private const string Prefix = "packagewall-rehearsal-";
    private const string Note = "rehearsal-folder";
    private const string Seal = "seal";
    private const int Deletions = 10;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly DirectoryInfo _folder;
    private readonly string _note;

    private StageFolder(DirectoryInfo folder, string note) => (_folder, _note) = (folder, note);

    /// <summary>Where it is; only this user can read it.</summary>
    public string FullName => _folder.FullName;

    /// <summary>Makes it.</summary>
    /// <param name="data">The real wall's data folder.</param>
    public static StageFolder Open(string data)
    {
        var folder = new StageFolder(Directory.CreateTempSubdirectory(Prefix), Path.Combine(data, Note));
        try
        {
            // Others can give a folder of theirs the same name, but do not know this.
            string seal = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
            File.WriteAllText(Path.Combine(folder.FullName, Seal), seal);
            File.WriteAllLines(folder._note, [folder.FullName, seal]);
        }
        catch (Exception failure) when (IsDisk(failure))
        {
            // Without the note it is rehearsed all the same: then a kill may leave the folder to the system.
        }

        return folder;
    }

    /// <summary>Takes away what a process left that was killed in its rehearsal.</summary>
    /// <param name="data">The real wall's data folder, which nobody else works on.</param>
    public static void DeleteLeftover(string data)
    {
        string note = Path.Combine(data, Note);
        try
        {
            if (!File.Exists(note))
            {
                return;
            }

            if (File.ReadAllLines(note) is [var path, { Length: > 0 } seal] && IsOurs(new DirectoryInfo(path), seal))
            {
                Directory.Delete(path, recursive: true);
            }

            File.Delete(note);
        }
        catch (Exception failure) when (IsDisk(failure) || failure is ArgumentException)
        {
            // Some megabytes too many in the folder of temporary files are no reason not to start.
        }
    }

    /// <summary>Deletes it.</summary>
    public async Task DeleteAsync(TimeProvider time)
    {
        // Who was interrupted may still be writing a file, and would make the folder anew for it.
        for (int attempt = 1; Directory.Exists(FullName); attempt++)
        {
            try
            {
                Directory.Delete(FullName, recursive: true);
            }
            catch (IOException) when (attempt < Deletions)
            {
            }

            await Task.Delay(Between, time).ConfigureAwait(false);
        }

        if (File.Exists(_note))
        {
            File.Delete(_note);
        }
    }

    private static bool IsOurs(DirectoryInfo folder, string seal)
    {
        string file = Path.Combine(folder.FullName, Seal);
        return folder is { Exists: true, LinkTarget: null } && folder.Name.StartsWith(Prefix, StringComparison.Ordinal) && File.Exists(file) && File.ReadAllText(file) == seal;
    }

    private static bool IsDisk(Exception failure) => failure is IOException or UnauthorizedAccessException;
}
