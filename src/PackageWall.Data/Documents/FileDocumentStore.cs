using System.Security.Cryptography;
using System.Text;
using PackageWall.Core.Documents;

namespace PackageWall.Data.Documents;

/// <summary>
/// Documents as files: <c>documents/{feed}/ab/{SHA-256 of the key}.doc</c>. Not synced: one that a power cut spoils fails its hash
/// and is fetched again.
/// </summary>
internal sealed class FileDocumentStore(DataOptions options) : IDocumentStore
{
    public async Task<StoredDocument?> ReadAsync(string feed, string key, CancellationToken cancellation)
    {
        byte[] file;
        try
        {
            file = await File.ReadAllBytesAsync(PathOf(feed, key), cancellation);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        return DocumentCodec.Decode(key, file);
    }

    public async Task WriteAsync(string feed, string key, StoredDocument document, CancellationToken cancellation)
    {
        string path = PathOf(feed, key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.tmp";
        try
        {
            await File.WriteAllBytesAsync(temporary, DocumentCodec.Encode(key, document), cancellation);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Removes what interrupted writes left.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(options.DocumentFolder);
        foreach (string left in Directory.EnumerateFiles(options.DocumentFolder, "*.tmp", SearchOption.AllDirectories))
        {
            File.Delete(left);
        }
    }

    private string PathOf(string feed, string key)
    {
        // Feed names are checked when they are read; this only makes sure that none ever leads out of the folder.
        if (feed.Length == 0 || feed[0] == '.' || feed.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')))
        {
            throw new ArgumentException($"'{feed}' cannot be the name of a folder.", nameof(feed));
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return Path.Combine(options.DocumentFolder, feed, hash[..2], hash + ".doc");
    }
}
