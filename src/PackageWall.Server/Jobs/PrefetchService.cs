using PackageWall.Core.Prefetch;

namespace PackageWall.Server.Jobs;

/// <summary>Runs the prefetching while the server runs.</summary>
internal sealed class PrefetchService(Prefetcher prefetcher) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => prefetcher.RunAsync(stoppingToken);
}
