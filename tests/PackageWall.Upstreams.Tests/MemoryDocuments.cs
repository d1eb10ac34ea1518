using System.Collections.Concurrent;
using PackageWall.Core.Documents;

namespace PackageWall.Upstreams.Tests;

/// <summary>Documents in memory.</summary>
internal sealed class MemoryDocuments : IDocumentStore
{
    private readonly ConcurrentDictionary<(string Feed, string Key), StoredDocument> _documents = new();

    public int Count => _documents.Count;

    public Task<StoredDocument?> ReadAsync(string feed, string key, CancellationToken cancellation) => Task.FromResult(_documents.GetValueOrDefault((feed, key)));

    public Task WriteAsync(string feed, string key, StoredDocument document, CancellationToken cancellation)
    {
        _documents[(feed, key)] = document;
        return Task.CompletedTask;
    }
}
