using System.Collections.Concurrent;
using PackageWall.Core.Documents;

namespace PackageWall.Server.Tests.Endpoints.Documents;

/// <summary>A disk in memory.</summary>
internal sealed class MemoryRenderings : IRenderingStore
{
    public ConcurrentDictionary<string, StoredRendering> All { get; } = new();

    public Task<StoredRendering?> ReadAsync(string name, ViewRevision revision, CancellationToken cancellation) =>
        Task.FromResult(All.TryGetValue(name, out StoredRendering? found) && revision.Accepts(found.Revision) ? found : null);

    public Task WriteAsync(string name, StoredRendering rendering, CancellationToken cancellation)
    {
        All[name] = rendering;
        return Task.CompletedTask;
    }
}
