using System.Security.Cryptography;
using PackageWall.Core.Blobs;

namespace PackageWall.Data.Blobs;

/// <summary>
/// Blobs as files: <c>blobs/ab/cdef…</c>. A file is written under a random name in <c>blobs/.incoming</c>, synced, renamed, and its
/// folder synced, so that under a hash there is all of it or nothing.
/// </summary>
internal sealed class FileBlobStore(DataOptions options) : IBlobStore
{
    private readonly string _root = options.BlobFolder;
    private readonly string _incoming = Path.Combine(options.BlobFolder, ".incoming");

    /// <summary>Makes the folders and removes what interrupted downloads left.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(_incoming);
        foreach (string left in Directory.EnumerateFiles(_incoming))
        {
            File.Delete(left);
        }
    }

    public Task<IBlobWriter> CreateAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        string name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return Task.FromResult<IBlobWriter>(new FileBlobWriter(this, Path.Combine(_incoming, name)));
    }

    public Task<BlobContent?> OpenAsync(string sha256, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Open(sha256));
    }

    public Task<bool> ExistsAsync(string sha256, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(BlobName.IsValid(sha256) && new FileInfo(PathOf(sha256)) is { Exists: true } file && IsWhole(sha256, file.Length));
    }

    /// <summary>Reads a blob to its end and compares it with its name.</summary>
    public async Task<BlobState> VerifyAsync(string sha256, CancellationToken cancellation)
    {
        await using BlobContent? content = Open(sha256);
        if (content is null)
        {
            return BlobState.Missing;
        }

        byte[] hash = await SHA256.HashDataAsync(content.Stream, cancellation);
        return Convert.ToHexStringLower(hash) == sha256 ? BlobState.Intact : BlobState.Altered;
    }

    /// <summary>The names of all blobs.</summary>
    public IEnumerable<string> Names() =>
        from folder in Directory.EnumerateDirectories(_root)
        from file in Directory.EnumerateFiles(folder)
        let name = Path.GetFileName(folder) + Path.GetFileName(file)
        where BlobName.IsValid(name)
        select name;

    /// <summary>
    /// Gives a synced file its name. One that is there already is replaced: the same bytes, or, if a disk has eaten some, the right ones.
    /// </summary>
    internal void Adopt(string path, string sha256)
    {
        string target = PathOf(sha256);
        string folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            DirectorySync.Flush(_root);
        }

        File.Move(path, target, overwrite: true);
        DirectorySync.Flush(folder);
    }

    private BlobContent? Open(string sha256)
    {
        if (!BlobName.IsValid(sha256))
        {
            return null;
        }

        string path = PathOf(sha256);
        FileStream stream;
        try
        {
            stream = new FileStream(path, new FileStreamOptions
            {
                Share = FileShare.Read | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                BufferSize = 0,
            });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        if (!IsWhole(sha256, stream.Length))
        {
            stream.Dispose();
            return null;
        }

        return new BlobContent(new BlobIdentity(sha256, stream.Length), path, stream);
    }

    // A file that lost its content in a crash of the file system has no bytes. It counts as none and will be fetched again.
    private static bool IsWhole(string sha256, long length) => length > 0 || sha256 == BlobName.OfNothing;

    private string PathOf(string sha256) => Path.Combine(_root, sha256[..2], sha256[2..]);
}
