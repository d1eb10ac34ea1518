using PackageWall.Core.Documents;
using PackageWall.Feeds.Npm;
using PackageWall.Packages;
using PackageWall.Upstreams.Documents;
using PackageWall.Upstreams.Http;

namespace PackageWall.Upstreams.Npm;

/// <summary>
/// An npm registry. Asks for the full packument only: the abbreviated one lacks <c>time</c>, without which no age is known.
/// </summary>
internal sealed class NpmPackageSource(Uri upstream, UpstreamClient client, DocumentFetcher fetcher, long artifactLimit, SourceMemory memory, TimeProvider time)
    : PackageSource(client, artifactLimit, memory, time)
{
    /// <summary>Measured: a version with its tarball's address and two hashes.</summary>
    private const long BytesPerVersion = 1_300;

    private readonly Relay _relay = new(client, fetcher, time);

    // As long as registries let clients keep a packument.
    protected override TimeSpan FreshFor => TimeSpan.FromMinutes(5);

    // A version that is younger than the cool-off is not given out in any case, so an hour changes little; and the documents of a tree
    // of a thousand packages, asked again one after the other, are most of an installation's time. Who cannot wait sends no-cache.
    protected override TimeSpan ServedFor => TimeSpan.FromHours(1);

    public override Task<RelayAnswer> RelayAsync(RelayRequest request, CancellationToken cancellation) =>
        _relay.AskAsync(new Uri(upstream, request.Resource + request.Query), request, cancellation);

    protected override async Task<SourceAnswer> LoadAsync(PackageName package, TimeSpan maxAge, PackageDocument? known, CancellationToken cancellation)
    {
        // The scope's slash is encoded, as npm itself does: some registries know only that spelling.
        var url = new Uri(upstream, package.Value.Replace("/", "%2f", StringComparison.Ordinal));
        FetchedReading<PackumentReading> fetched = await fetcher.ReadAsync(
            url,
            "application/json",
            maxAge,
            known is null ? null : new KnownReading<PackumentReading>(known.Revision, new PackumentReading.Read(known.Package)),
            document => NpmPackumentReader.Read(document.Bytes, package) switch
            {
                PackumentReading.Failed { Fault: not PackumentFault.NoVersions } failed => new DocumentReading<PackumentReading>(null, failed.Detail),
                var reading => new DocumentReading<PackumentReading>(reading, null),
            },
            cancellation).ConfigureAwait(false);
        return fetched switch
        {
            FetchedReading<PackumentReading>.Known { Value: PackumentReading.Read read, Head: var head, IsStale: var isStale } =>
                new SourceAnswer.Known(known?.Revision == head.Revision
                    ? known with { FetchedAt = head.FetchedAt, IsStale = isStale }
                    : new NpmDocument
                    {
                        Package = read.Package,
                        Revision = head.Revision,
                        FetchedAt = head.FetchedAt,
                        IsStale = isStale,
                        OpenAsync = stop => fetcher.OpenAsync(url, head.Revision, stop),
                    }),

            // Unpublished altogether: the name is left, nothing can be installed.
            FetchedReading<PackumentReading>.Known => new SourceAnswer.Missing(),
            FetchedReading<PackumentReading>.Missing => new SourceAnswer.Missing(),
            FetchedReading<PackumentReading>.Unavailable unavailable => new SourceAnswer.Unavailable(unavailable.Why, unavailable.RetryAfter),
            _ => throw new InvalidOperationException($"Not an answer: {fetched.GetType().Name}."),
        };
    }

    protected override long SizeOf(PackageDocument document) => 1_000 + (document.Package.Versions.Count * BytesPerVersion);
}
