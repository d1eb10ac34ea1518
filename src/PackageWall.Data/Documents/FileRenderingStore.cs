using System.Security.Cryptography;
using System.Text;
using PackageWall.Core.Documents;

namespace PackageWall.Data.Documents;

/// <summary>
/// Rewritten documents as files: <c>rendered/ab/{SHA-256 of the name}.doc</c>. One file per name, so that what is outdated is
/// replaced; bounded by bytes, and what was written or read longest ago goes first. Not synced: what a power cut spoils fails its hash.
/// </summary>
internal sealed class FileRenderingStore(DataOptions options) : IRenderingStore
{
    /// <summary>What a file takes on disk beside its bytes.</summary>
    private const int Overhead = 4096;

    private readonly Lock _sweeping = new();

    // Unknown until the folder was looked through, which the first write does.
    private long _bytes = -1;

    public Task<StoredRendering?> ReadAsync(string name, ViewRevision revision, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (options.RenderedBytes == 0)
        {
            return Task.FromResult<StoredRendering?>(null);
        }

        string path = PathOf(name);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            StoredRendering? rendering = RenderingCodec.Read(file, name, revision);
            if (rendering is not null)
            {
                File.SetLastWriteTimeUtc(file.SafeFileHandle, DateTime.UtcNow);
            }

            return Task.FromResult(rendering);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<StoredRendering?>(null);
        }
    }

    public Task WriteAsync(string name, StoredRendering rendering, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (rendering.Length + Overhead > options.RenderedBytes / 4)
        {
            return Task.CompletedTask;
        }

        string path = PathOf(name);
        var old = new FileInfo(path);
        long before = old.Exists ? old.Length + Overhead : 0;
        ReplaceableFile.Write(path, file => RenderingCodec.Write(file, name, rendering));
        lock (_sweeping)
        {
            if (_bytes < 0)
            {
                _bytes = Files().Sum(file => file.Length + Overhead);
            }
            else
            {
                _bytes += rendering.Length + Overhead - before;
            }

            if (_bytes > options.RenderedBytes)
            {
                Sweep();
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Makes the folder. What interrupted writes left goes with the first sweep, so that the start does not wait for it.</summary>
    public void Prepare() => Directory.CreateDirectory(options.RenderedFolder);

    // A tenth more than must go, so that not every write sweeps.
    private void Sweep()
    {
        FileInfo[] files = [.. Files().OrderBy(file => file.LastWriteTimeUtc)];
        _bytes = files.Sum(file => file.Length + Overhead);
        foreach (FileInfo file in files)
        {
            if (_bytes <= options.RenderedBytes / 10 * 9)
            {
                break;
            }

            _bytes -= file.Length + Overhead;
            file.Delete();
        }
    }

    private IEnumerable<FileInfo> Files() => new DirectoryInfo(options.RenderedFolder).EnumerateFiles("*", SearchOption.AllDirectories);

    private string PathOf(string name)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return Path.Combine(options.RenderedFolder, hash[..2], hash + ".doc");
    }
}
