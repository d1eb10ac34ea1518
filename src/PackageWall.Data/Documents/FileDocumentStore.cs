using System.Security.Cryptography;
using System.Text;
using PackageWall.Core.Documents;

namespace PackageWall.Data.Documents;

/// <summary>
/// Documents as files: <c>documents/{feed}/ab/{SHA-256 of the key}.doc</c>. Not synced: one that a power cut spoils fails its hash
/// and is fetched again.
/// </summary>
internal sealed class FileDocumentStore(DataOptions options, DocumentBuffers buffers) : IDocumentStore
{
    public async Task<DocumentHead?> ReadHeadAsync(string feed, string key, CancellationToken cancellation)
    {
        using (PooledFile? file = await PooledFile.ReadAsync(PathOf(feed, key), cancellation))
        {
            if (file is not { } read || DocumentCodec.Read(key, read.Span) is not { } found)
            {
                return null;
            }

            if (found.Header.Revision is { } revision)
            {
                return Head(found.Header, revision);
            }
        }

        // A file of an earlier version does not name its bytes.
        using OpenDocument? opened = await OpenAsync(feed, key, cancellation);
        return opened?.Head;
    }

    public async Task<OpenDocument?> OpenAsync(string feed, string key, CancellationToken cancellation)
    {
        using PooledFile? file = await PooledFile.ReadAsync(PathOf(feed, key), cancellation);
        if (file is not { } read || DocumentCodec.Read(key, read.Span) is not { } found)
        {
            return null;
        }

        DocumentBuffer buffer = await buffers.RentAsync(found.Header.Length, cancellation);
        Memory<byte> body = buffer.Memory[..found.Header.Length];
        if (!DocumentCodec.TryDecode(read.Span[found.Body..], body.Span))
        {
            ((IDisposable)buffer).Dispose();
            return null;
        }

        return new OpenDocument(Head(found.Header, found.Header.Revision ?? DocumentRevision.Of(body.Span)), body, buffer);
    }

    public Task WriteAsync(string feed, string key, DocumentHead head, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        ReplaceableFile.Write(PathOf(feed, key), file => DocumentCodec.Write(file, key, head, bytes.Span));
        return Task.CompletedTask;
    }

    public async Task RenewAsync(string feed, string key, DocumentHead head, CancellationToken cancellation)
    {
        string path = PathOf(feed, key);
        using PooledFile? file = await PooledFile.ReadAsync(path, cancellation);
        if (file is { } read
            && DocumentCodec.Read(key, read.Span) is { } found
            && (found.Header.Revision is null || found.Header.Revision == head.Revision))
        {
            DocumentHeader header = found.Header with { FetchedAt = head.FetchedAt, Revision = head.Revision, ETag = head.ETag, LastModified = head.LastModified };
            ReplaceableFile.Write(path, output => DocumentCodec.Rewrite(output, header, read.Span[found.Body..]));
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

    private static DocumentHead Head(DocumentHeader header, string revision) => new(header.Url, header.FetchedAt, revision)
    {
        ContentType = header.ContentType,
        ETag = header.ETag,
        LastModified = header.LastModified,
    };

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
