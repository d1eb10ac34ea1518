using PackageWall.Core.Documents;
using PackageWall.Feeds.PyPi;
using PackageWall.Packages;
using PackageWall.Upstreams.Documents;
using PackageWall.Upstreams.Http;

namespace PackageWall.Upstreams.PyPi;

/// <summary>A simple index (PEP 503, PEP 691): JSON where the upstream has it, HTML else.</summary>
internal sealed class PyPiPackageSource(Uri upstream, UpstreamClient client, DocumentFetcher fetcher, long artifactLimit, SourceMemory memory, TimeProvider time)
    : PackageSource(client, artifactLimit, memory, time)
{
    // As long as the index itself lets pages be kept.
    protected override TimeSpan FreshFor => TimeSpan.FromMinutes(10);

    // As for npm. pip asks for the newest page on each run by itself (max-age=0), whoever runs it; that is no wish to wait.
    protected override TimeSpan ServedFor => TimeSpan.FromHours(1);

    public override Task<RelayAnswer> RelayAsync(RelayRequest request, CancellationToken cancellation) => Task.FromResult<RelayAnswer>(new RelayAnswer.Missing());

    protected override async Task<SourceAnswer> LoadAsync(PackageName package, TimeSpan maxAge, PackageDocument? known, CancellationToken cancellation)
    {
        FetchedReading<SimplePage> fetched = await fetcher.ReadAsync(
            new Uri(upstream, package.Value + "/"),
            SimpleFormats.UpstreamAccept,
            maxAge,
            known is PyPiDocument before ? new KnownReading<SimplePage>(before.Revision, before.Page) : null,
            document => SimplePageReader.Read(document.Bytes, document.ContentType, package, document.Url) switch
            {
                SimplePageReading.Read read => new DocumentReading<SimplePage>(read.Page, null),
                SimplePageReading.Failure failure => new DocumentReading<SimplePage>(null, failure.Reason),
                _ => new DocumentReading<SimplePage>(null, "it cannot be read"),
            },
            cancellation).ConfigureAwait(false);
        return fetched switch
        {
            FetchedReading<SimplePage>.Known { Value: var page, Head: var head, IsStale: var isStale } => new SourceAnswer.Known(known?.Revision == head.Revision
                ? known with { FetchedAt = head.FetchedAt, IsStale = isStale }
                : new PyPiDocument(page)
                {
                    Package = page.Package,
                    Revision = head.Revision,
                    FetchedAt = head.FetchedAt,
                    IsStale = isStale,
                }),
            FetchedReading<SimplePage>.Missing => new SourceAnswer.Missing(),
            FetchedReading<SimplePage>.Unavailable unavailable => new SourceAnswer.Unavailable(unavailable.Why, unavailable.RetryAfter),
            _ => throw new InvalidOperationException($"Not an answer: {fetched.GetType().Name}."),
        };
    }

    protected override long SizeOf(PackageDocument document) => ((PyPiDocument)document).Page.Files.Count * 2_000L;
}
