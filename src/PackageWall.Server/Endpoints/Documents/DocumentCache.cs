using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using PackageWall.Core;
using PackageWall.Core.Caching;
using PackageWall.Core.Documents;
using PackageWall.Core.Metrics;
using PackageWall.Feeds.Npm;

namespace PackageWall.Server.Endpoints.Documents;

/// <summary>
/// Keeps rewritten documents, so that a document is rewritten when something about it changed and not for every client: in memory
/// within a number of bytes, and on disk for what had to leave and for the next start. There is one document under each key, with
/// the revision of the view that it was written for; a change of one standing outdates one package's documents.
/// </summary>
internal sealed partial class DocumentCache(
    long limit, IRenderingStore store, WallAddress address, DocumentMetrics metrics, ILogger<DocumentCache> log)
{
    /// <summary>About what an entry takes beside its bytes and its key: a client that asks for versions that there are not must not fill the memory with small answers.</summary>
    private const int Overhead = 1024;

    /// <summary>Plain copies up to this size are kept for clients that take no compression.</summary>
    private const int MaxPlain = 1 << 20;

    private const int MaxSaving = 64;

    // The same sources give the same id: a new writer does not take over what an older one wrote.
    private static readonly string Writer = typeof(NpmPackumentWriter).Module.ModuleVersionId.ToString();

    private readonly ClockCache<DocumentKey, Entry> _documents = new(limit);
    private readonly ConcurrentDictionary<(DocumentKey Key, ViewRevision Revision), Lazy<Task<RenderedDocument?>>> _flights = new();
    private int _saving;

    /// <summary>Bytes held in memory, about.</summary>
    public long Bytes => _documents.Bytes;

    /// <summary>Documents that had to leave memory for others, since the start.</summary>
    public long Evicted => _documents.Evicted;

    /// <summary>Gets a document that is in memory and right for the view.</summary>
    public bool TryGet(in DocumentKey key, in ViewRevision revision, [NotNullWhen(true)] out RenderedDocument? document)
    {
        if (_documents.TryGet(key, out Entry? entry) && revision.Accepts(entry.Revision) && ReferenceEquals(entry.Base, address.Base))
        {
            metrics.LookedUp(DocumentCacheName.Rewritten, DocumentLookup.Memory);
            document = entry.Document;
            return true;
        }

        document = null;
        return false;
    }

    /// <summary>Gets or makes a document, once for all who ask at the same time; null when its writer said that it must be asked for again.</summary>
    /// <param name="key">Names the document.</param>
    /// <param name="revision">The view that it must be right for.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="write">Writes the plain document; false when what it is written from is no longer there.</param>
    /// <param name="cancellation">Ends the wait, not the work.</param>
    public Task<RenderedDocument?> GetAsync(
        DocumentKey key, ViewRevision revision, string contentType, Func<IBufferWriter<byte>, Task<bool>> write, CancellationToken cancellation) =>
        TryGet(key, revision, out RenderedDocument? known)
            ? Task.FromResult<RenderedDocument?>(known)
            : _flights.GetOrAdd(
                (key, revision),
                flight => new Lazy<Task<RenderedDocument?>>(() => Task.Run(() => FlyAsync(flight.Key, flight.Revision, contentType, write)))).Value.WaitAsync(cancellation);

    /// <summary>Gets a document that was made before, from memory or disk; null when there is none.</summary>
    public Task<RenderedDocument?> FindAsync(DocumentKey key, ViewRevision revision, CancellationToken cancellation) =>
        GetAsync(key, revision, "", static _ => Task.FromResult(false), cancellation);

    private async Task<RenderedDocument?> FlyAsync(DocumentKey key, ViewRevision revision, string contentType, Func<IBufferWriter<byte>, Task<bool>> write)
    {
        try
        {
            // All other codings are made of the one under gzip, which nearly every client takes.
            return key.Coding == ContentCoding.Gzip
                ? await StoredAsync(key, revision, () => MakeAsync(contentType, write)).ConfigureAwait(false)
                : await GetAsync(key with { Coding = ContentCoding.Gzip }, revision, contentType, write, CancellationToken.None).ConfigureAwait(false) switch
                {
                    null => null,
                    { PlainLength: > MaxPlain } large when key.Coding == ContentCoding.Identity => DocumentRecoding.Inflated(large),
                    var gzip when key.Coding == ContentCoding.Identity => Keep(key, revision, DocumentRecoding.Recode(gzip, key.Coding)),
                    var gzip => await StoredAsync(key, revision, () => Task.FromResult<RenderedDocument?>(DocumentRecoding.Recode(gzip, key.Coding))).ConfigureAwait(false),
                };
        }
        finally
        {
            _flights.TryRemove((key, revision), out _);
        }
    }

    private async Task<RenderedDocument?> StoredAsync(DocumentKey key, ViewRevision revision, Func<Task<RenderedDocument?>> make)
    {
        // Under the disk's revision address and writer count as well: both may be others after the next start.
        ViewRevision stored = revision with { Content = DocumentRevision.OfAll([revision.Content, address.Base.AbsoluteUri, Writer]) };
        if (key.Package is not null && await store.ReadAsync(key.Name, stored, CancellationToken.None).ConfigureAwait(false) is { } found)
        {
            metrics.LookedUp(DocumentCacheName.Rewritten, DocumentLookup.Disk);
            return Keep(key, revision, new RenderedDocument(found.Pieces, found.ContentType, key.Coding, found.ETag, found.PlainLength));
        }

        if (await make().ConfigureAwait(false) is not { } made)
        {
            return null;
        }

        metrics.LookedUp(DocumentCacheName.Rewritten, DocumentLookup.Miss);
        Keep(key, revision, made);
        if (key.Package is not null && made.PlainLength > 0)
        {
            Save(key, new StoredRendering(stored, made.ContentType, made.ETag, made.PlainLength, made.Pieces));
        }

        return made;
    }

    private RenderedDocument Keep(DocumentKey key, ViewRevision revision, RenderedDocument document)
    {
        _documents.Set(key, new Entry(revision, address.Base, document), document.Length + key.Size + Overhead);
        return document;
    }

    private static async Task<RenderedDocument?> MakeAsync(string contentType, Func<IBufferWriter<byte>, Task<bool>> write)
    {
        using var writer = new CompressingWriter(ContentCoding.Gzip);
        return await write(writer).ConfigureAwait(false) ? DocumentRecoding.Finish(writer, contentType, ContentCoding.Gzip) : null;
    }

    // Behind the answer. A disk that cannot keep up is spared: what is not saved is written anew some day.
    private void Save(DocumentKey key, StoredRendering rendering)
    {
        if (Interlocked.Increment(ref _saving) > MaxSaving)
        {
            Interlocked.Decrement(ref _saving);
            return;
        }

        _ = Task.Run(async () =>
        {
            try
            {
                await store.WriteAsync(key.Name, rendering, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                LogUnsaved(failure, key.Name);
            }
            finally
            {
                Interlocked.Decrement(ref _saving);
            }
        });
    }

    [LoggerMessage(LogLevel.Warning, "The document {Name} could not be kept on disk; it will be written anew when it is needed")]
    private partial void LogUnsaved(Exception failure, string name);

    private sealed record Entry(ViewRevision Revision, Uri Base, RenderedDocument Document);
}
