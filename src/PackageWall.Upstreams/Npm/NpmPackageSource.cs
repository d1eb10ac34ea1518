using PackageWall.Core.Documents;
using PackageWall.Feeds.Npm;
using PackageWall.Packages;
using PackageWall.Upstreams.Documents;
using PackageWall.Upstreams.Http;

namespace PackageWall.Upstreams.Npm;

/// <summary>
/// An npm registry. Asks for the full packument only: the abbreviated one lacks <c>time</c>, without which no age is known.
/// </summary>
internal sealed class NpmPackageSource(Uri upstream, UpstreamClient client, DocumentFetcher fetcher, long artifactLimit, TimeProvider time)
    : PackageSource(client, artifactLimit, time)
{
    private readonly Relay _relay = new(client, fetcher, time);

    protected override TimeSpan FreshFor => TimeSpan.FromMinutes(5);

    public override Task<RelayAnswer> RelayAsync(RelayRequest request, CancellationToken cancellation) =>
        _relay.AskAsync(new Uri(upstream, request.Resource + request.Query), request, cancellation);

    protected override async Task<SourceAnswer> LoadAsync(PackageName package, CancellationToken cancellation)
    {
        // The scope's slash is encoded, as npm itself does: some registries know only that spelling.
        var url = new Uri(upstream, package.Value.Replace("/", "%2f", StringComparison.Ordinal));
        PackumentReading? reading = null;
        FetchedDocument fetched = await fetcher.GetAsync(
            url,
            "application/json",
            FreshFor,
            document =>
            {
                reading = NpmPackumentReader.Read(document.Bytes, package);
                return reading is PackumentReading.Failed { Fault: not PackumentFault.NoVersions } failed ? failed.Detail : null;
            },
            cancellation).ConfigureAwait(false);
        switch (fetched)
        {
            case FetchedDocument.Known known:
                // Not fetched anew: read what was stored, which was read well before.
                reading = reading is not null && !known.IsStale ? reading : NpmPackumentReader.Read(known.Document.Bytes, package);
                return reading switch
                {
                    PackumentReading.Read read => new SourceAnswer.Known(new NpmDocument(known.Document.Bytes)
                    {
                        Package = read.Package,
                        Revision = DocumentRevision.Of(known.Document.Bytes),
                        FetchedAt = known.Document.FetchedAt,
                        IsStale = known.IsStale,
                    }),

                    // Unpublished altogether: the name is left, nothing can be installed.
                    PackumentReading.Failed { Fault: PackumentFault.NoVersions } => new SourceAnswer.Missing(),
                    _ => new SourceAnswer.Unavailable($"the stored document of {package} cannot be read", TimeSpan.FromMinutes(1)),
                };
            case FetchedDocument.Missing:
                return new SourceAnswer.Missing();
            case FetchedDocument.Unavailable unavailable:
                return new SourceAnswer.Unavailable(unavailable.Why, unavailable.RetryAfter);
            default:
                throw new InvalidOperationException($"Not an answer: {fetched.GetType().Name}.");
        }
    }

    protected override long SizeOf(PackageDocument document) =>
        ((NpmDocument)document).Packument.Length + (document.Package.Versions.Count * 700L);
}
