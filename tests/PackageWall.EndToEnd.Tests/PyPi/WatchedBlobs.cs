using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PackageWall.Core.Blobs;

namespace PackageWall.EndToEnd.Tests.PyPi;

/// <summary>Writes down which blobs were opened for reading.</summary>
internal sealed class WatchedBlobs : IBlobStore
{
    private IBlobStore? _inner;

    /// <summary>Their SHA-256.</summary>
    public ConcurrentQueue<string> Opened { get; } = new();

    /// <summary>Takes the place of the wall's store and hands on to it.</summary>
    public void AddTo(IServiceCollection services)
    {
        Func<IServiceProvider, object> inner = services.Last(service => service.ServiceType == typeof(IBlobStore)).ImplementationFactory!;
        services.Replace(ServiceDescriptor.Singleton<IBlobStore>(provider =>
        {
            _inner = (IBlobStore)inner(provider);
            return this;
        }));
    }

    public Task<IBlobWriter> CreateAsync(CancellationToken cancellation) => _inner!.CreateAsync(cancellation);

    public Task<BlobContent?> OpenAsync(string sha256, CancellationToken cancellation)
    {
        Opened.Enqueue(sha256);
        return _inner!.OpenAsync(sha256, cancellation);
    }

    public Task<bool> ExistsAsync(string sha256, CancellationToken cancellation) => _inner!.ExistsAsync(sha256, cancellation);
}
