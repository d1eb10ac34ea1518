using System.Collections.Concurrent;
using PackageWall.Core.Documents;

namespace PackageWall.Upstreams.Tests;

/// <summary>Documents in memory.</summary>
internal sealed class MemoryDocuments : IDocumentStore
{
    private readonly ConcurrentDictionary<(string Feed, string Key), OpenDocument> _documents = new();

    public int Count => _documents.Count;

    /// <summary>How often bytes were asked for.</summary>
    public int Opened { get; private set; }

    public Task<DocumentHead?> ReadHeadAsync(string feed, string key, CancellationToken cancellation) => Task.FromResult(_documents.GetValueOrDefault((feed, key))?.Head);

    public Task<OpenDocument?> OpenAsync(string feed, string key, CancellationToken cancellation)
    {
        Opened++;
        return Task.FromResult(_documents.GetValueOrDefault((feed, key)));
    }

    public Task WriteAsync(string feed, string key, DocumentHead head, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        // A copy: whoever writes takes the memory back.
        _documents[(feed, key)] = new OpenDocument(head, bytes.ToArray(), null);
        return Task.CompletedTask;
    }

    public Task RenewAsync(string feed, string key, DocumentHead head, CancellationToken cancellation)
    {
        if (_documents.TryGetValue((feed, key), out OpenDocument? known) && known.Head.Revision == head.Revision)
        {
            _documents[(feed, key)] = known with { Head = head };
        }

        return Task.CompletedTask;
    }

    /// <summary>Loses everything, as a disk does.</summary>
    public void Clear() => _documents.Clear();
}
