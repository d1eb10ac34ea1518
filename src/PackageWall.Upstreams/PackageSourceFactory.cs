using PackageWall.Core.Documents;
using PackageWall.Core.Metrics;
using PackageWall.Feeds.Definitions;
using PackageWall.Packages;
using PackageWall.Upstreams.Documents;
using PackageWall.Upstreams.Http;
using PackageWall.Upstreams.Npm;
using PackageWall.Upstreams.NuGet;
using PackageWall.Upstreams.PyPi;

namespace PackageWall.Upstreams;

/// <summary>Makes the source of a feed: the one place where an upstream's address, credential and hosts come together.</summary>
public sealed class PackageSourceFactory(
    IDocumentStore documents, DocumentBuffers buffers, SourceMemory memory, TimeProvider time, UpstreamMetrics? metrics = null, UpstreamConnector? connector = null)
{
    private const long ArtifactLimit = 1L << 30;

    /// <summary>Makes it.</summary>
    /// <param name="feed">The feed's definition.</param>
    /// <param name="upstream">Its upstream, resolved.</param>
    /// <param name="secret">The credential's value, or null.</param>
    /// <param name="jitter">Randomness of retries.</param>
    public IPackageSource Create(FeedDefinition feed, Uri upstream, string? secret, Random jitter)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(upstream);
        var hosts = new UpstreamHosts(upstream, feed.ArtifactHosts);
        var client = new UpstreamClient(
            hosts,
            UpstreamCredential.From(feed.CredentialScheme, secret),
            time,
            jitter,
            metrics is null ? null : (status, elapsed) => metrics.Answered(feed.Name, status, elapsed),
            connector);
        var fetcher = new DocumentFetcher(feed.Name, client, documents, buffers, time);
        Uri folder = upstream.AbsoluteUri.EndsWith('/') ? upstream : new Uri(upstream.AbsoluteUri + "/");
        return feed.Ecosystem switch
        {
            Ecosystem.Npm => new NpmPackageSource(folder, client, fetcher, ArtifactLimit, memory, time),
            Ecosystem.PyPi => new PyPiPackageSource(folder, client, fetcher, ArtifactLimit, memory, time),
            Ecosystem.NuGet => new NuGetPackageSource(upstream, hosts, client, fetcher, ArtifactLimit, memory, time),
            _ => throw new ArgumentOutOfRangeException(nameof(feed), feed.Ecosystem, "Not an ecosystem."),
        };
    }
}
