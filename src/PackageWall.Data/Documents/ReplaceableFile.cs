using System.Security.Cryptography;

namespace PackageWall.Data.Documents;

/// <summary>Writes a file under a temporary name and gives it its own in one step: readers see the old one or the new one.</summary>
internal static class ReplaceableFile
{
    public const string TemporaryEnding = ".tmp";

    public static void Write(string path, Action<Stream> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}{TemporaryEnding}";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(file);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
