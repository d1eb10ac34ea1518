using PackageWall.Core.Documents;
using PackageWall.Feeds.PyPi;
using PackageWall.Packages;
using PackageWall.Upstreams.Documents;
using PackageWall.Upstreams.Http;

namespace PackageWall.Upstreams.PyPi;

/// <summary>A simple index (PEP 503, PEP 691): JSON where the upstream has it, HTML else.</summary>
internal sealed class PyPiPackageSource(Uri upstream, UpstreamClient client, DocumentFetcher fetcher, long artifactLimit, TimeProvider time)
    : PackageSource(client, artifactLimit, time)
{
    protected override TimeSpan FreshFor => TimeSpan.FromMinutes(10);

    public override Task<RelayAnswer> RelayAsync(RelayRequest request, CancellationToken cancellation) => Task.FromResult<RelayAnswer>(new RelayAnswer.Missing());

    protected override async Task<SourceAnswer> LoadAsync(PackageName package, CancellationToken cancellation)
    {
        FetchedDocument fetched = await fetcher.GetAsync(
            new Uri(upstream, package.Value + "/"),
            SimpleFormats.UpstreamAccept,
            FreshFor,
            document => Read(document, package) is SimplePageReading.Failure failure ? failure.Reason : null,
            cancellation).ConfigureAwait(false);
        switch (fetched)
        {
            case FetchedDocument.Known known:
                return Read(known.Document, package) is SimplePageReading.Read read
                    ? new SourceAnswer.Known(new PyPiDocument(read.Page)
                    {
                        Package = read.Page.Package,
                        Revision = DocumentRevision.Of(known.Document.Bytes),
                        FetchedAt = known.Document.FetchedAt,
                        IsStale = known.IsStale,
                    })
                    : new SourceAnswer.Unavailable($"the stored page of {package} cannot be read", TimeSpan.FromMinutes(1));
            case FetchedDocument.Missing:
                return new SourceAnswer.Missing();
            case FetchedDocument.Unavailable unavailable:
                return new SourceAnswer.Unavailable(unavailable.Why, unavailable.RetryAfter);
            default:
                throw new InvalidOperationException($"Not an answer: {fetched.GetType().Name}.");
        }
    }

    protected override long SizeOf(PackageDocument document) => ((PyPiDocument)document).Page.Files.Count * 2_000L;

    private static SimplePageReading Read(StoredDocument document, PackageName package) =>
        SimplePageReader.Read(document.Bytes, document.ContentType, package, document.Url);
}
