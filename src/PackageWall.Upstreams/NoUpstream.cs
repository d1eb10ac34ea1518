using PackageWall.Core.Documents;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Upstreams;

/// <summary>Stands in for an upstream that nobody could name: everything is unavailable, and says what to set.</summary>
public sealed class NoUpstream(string why) : IPackageSource
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public Task<SourceAnswer> ReadAsync(PackageName package, CancellationToken cancellation) =>
        Task.FromResult<SourceAnswer>(new SourceAnswer.Unavailable(why, RetryAfter));

    /// <inheritdoc/>
    public Task<SourceAnswer> ReadNowAsync(PackageName package, CancellationToken cancellation) => ReadAsync(package, cancellation);

    /// <inheritdoc/>
    public Task<SourceAnswer> ReadAgainAsync(PackageDocument outdated, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(outdated);
        return ReadAsync(outdated.Package.Name, cancellation);
    }

    /// <inheritdoc/>
    public Task<DownloadAnswer> DownloadAsync(UpstreamArtifact artifact, Stream destination, CancellationToken cancellation) =>
        Task.FromResult<DownloadAnswer>(new DownloadAnswer.Unavailable(why, RetryAfter));

    /// <inheritdoc/>
    public Task<RelayAnswer> RelayAsync(RelayRequest request, CancellationToken cancellation) =>
        Task.FromResult<RelayAnswer>(new RelayAnswer.Unavailable(why, RetryAfter));
}
