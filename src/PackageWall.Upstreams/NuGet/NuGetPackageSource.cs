using System.Collections.Concurrent;
using PackageWall.Core.Documents;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.NuGet;
using PackageWall.Packages;
using PackageWall.Upstreams.Documents;
using PackageWall.Upstreams.Http;

namespace PackageWall.Upstreams.NuGet;

/// <summary>
/// A NuGet v3 source. The flat list says which versions there are; the registration dates them, where the source has one that does;
/// the catalog dates what was unlisted. What stays without a date is dated by the package itself, at the gate.
/// </summary>
internal sealed class NuGetPackageSource(
    Uri upstream,
    UpstreamHosts hosts,
    UpstreamClient client,
    DocumentFetcher fetcher,
    long artifactLimit,
    SourceMemory memory,
    TimeProvider time) : PackageSource(client, artifactLimit, memory, time)
{
    private const int PagesAtOnce = 4;
    private const int CatalogLeaves = 16;
    private static readonly TimeSpan IndexFreshFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan Lately = TimeSpan.FromDays(30);
    private static readonly TimeSpan Forever = TimeSpan.FromDays(3650);

    private readonly Relay _relay = new(client, fetcher, time);

    protected override TimeSpan FreshFor => TimeSpan.FromMinutes(5);

    // NuGet's clients keep lists for half an hour themselves: nobody who restores expects to see a version before that.
    protected override TimeSpan ServedFor => TimeSpan.FromMinutes(30);

    public override async Task<RelayAnswer> RelayAsync(RelayRequest request, CancellationToken cancellation)
    {
        (NuGetServiceIndex? index, SourceAnswer? failure) = await IndexAsync(cancellation).ConfigureAwait(false);
        if (index is null)
        {
            return failure is SourceAnswer.Unavailable unavailable
                ? new RelayAnswer.Unavailable(unavailable.Why, unavailable.RetryAfter)
                : new RelayAnswer.Missing();
        }

        Uri? url = request.Resource switch
        {
            "query" => index.Search.Count > 0 ? index.Search[0] : null,
            "autocomplete" => index.Autocomplete.Count > 0 ? index.Autocomplete[0] : null,
            "vulnerabilities" => index.Vulnerabilities,
            var page when Uri.TryCreate(page, UriKind.Absolute, out Uri? absolute) => absolute,
            _ => null,
        };
        return url is null
            ? new RelayAnswer.Missing()
            : await _relay.AskAsync(new UriBuilder(url) { Query = request.Query }.Uri, request, cancellation).ConfigureAwait(false);
    }

    // The documents that clients read state no hash. The catalog does, so each package costs one leaf more, once.
    public override async Task<DownloadAnswer> DownloadAsync(UpstreamArtifact artifact, Stream destination, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        if (artifact.CatalogUrl is { } leaf && (await IndexAsync(cancellation).ConfigureAwait(false)).Index is { Catalog: not null })
        {
            switch (await fetcher.GetAsync(leaf, "application/json", Forever, document => Wrong(CatalogLeafReader.Read(document.Bytes, artifact.FileName)), cancellation).ConfigureAwait(false))
            {
                case FetchedDocument.Known known when CatalogLeafReader.Read(known.Document.Bytes, artifact.FileName) is NuGetReading<CatalogLeaf>.Read { Value: var stated }:
                    artifact = artifact with { Size = stated.Size, Hashes = stated.Hash is { } hash ? [hash] : [] };
                    break;
                case FetchedDocument.Unavailable unavailable:
                    // A hash that the source states and will not tell now is no reason to do without.
                    return new DownloadAnswer.Unavailable(unavailable.Why, unavailable.RetryAfter);
                default:
                    break;
            }
        }

        return await base.DownloadAsync(artifact, destination, cancellation).ConfigureAwait(false);
    }

    protected override async Task<SourceAnswer> LoadAsync(PackageName package, TimeSpan maxAge, PackageDocument? before, CancellationToken cancellation)
    {
        (NuGetServiceIndex? index, SourceAnswer? failure) = await IndexAsync(cancellation).ConfigureAwait(false);
        if (index is null)
        {
            return failure!;
        }

        FetchedDocument list = await fetcher.GetAsync(
            new Uri(index.PackageBase, Uri.EscapeDataString(package.Value) + "/index.json"),
            "application/json",
            maxAge,
            document => FlatIndexReader.Read(document.Bytes) is NuGetReading<FlatIndex>.Failure wrong ? wrong.Reason : null,
            cancellation).ConfigureAwait(false);
        if (list is not FetchedDocument.Known known)
        {
            return Other(list);
        }

        if (FlatIndexReader.Read(known.Document.Bytes) is not NuGetReading<FlatIndex>.Read flat)
        {
            return new SourceAnswer.Unavailable($"the stored list of {package} cannot be read", TimeSpan.FromMinutes(1));
        }

        NuGetRegistration registration = await new NuGetRegistration(fetcher, maxAge, PagesAtOnce).ReadAsync(index.Registrations, package, cancellation).ConfigureAwait(false);
        IReadOnlyDictionary<string, CatalogLeaf> catalog = await CatalogAsync(package, registration.Leaves, cancellation).ConfigureAwait(false);
        string revision = DocumentRevision.OfAll([known.Document.Revision, .. registration.Revisions]) + "." + catalog.Count;
        bool isStale = known.IsStale || registration.IsStale;
        if (before?.Revision == revision)
        {
            return new SourceAnswer.Known(before with { FetchedAt = known.Document.FetchedAt, IsStale = isStale });
        }

        NuGetPackage joined = NuGetPackageJoin.Join(package, flat.Value, registration.Leaves, index.PackageBase, catalog);
        return new SourceAnswer.Known(new NuGetDocument(joined)
        {
            Package = joined.Package,
            Revision = revision,
            FetchedAt = known.Document.FetchedAt,
            IsStale = isStale,
        });
    }

    protected override long SizeOf(PackageDocument document)
    {
        NuGetPackage joined = ((NuGetDocument)document).Joined;
        return joined.Leaves.Values.Sum(leaf => leaf.Entry.Length + 500L) + (joined.Package.Versions.Count * 700L);
    }

    private async Task<(NuGetServiceIndex? Index, SourceAnswer? Failure)> IndexAsync(CancellationToken cancellation)
    {
        FetchedDocument fetched = await fetcher.GetAsync(
            upstream,
            "application/json",
            IndexFreshFor,
            document => NuGetServiceIndexReader.Read(document.Bytes, document.Url) is NuGetReading<NuGetServiceIndex>.Failure wrong ? wrong.Reason : null,
            cancellation).ConfigureAwait(false);
        if (fetched is not FetchedDocument.Known known)
        {
            return (null, fetched is FetchedDocument.Missing
                ? new SourceAnswer.Unavailable($"{upstream.Host} has no service index at this address", TimeSpan.FromMinutes(1))
                : Other(fetched));
        }

        if (NuGetServiceIndexReader.Read(known.Document.Bytes, known.Document.Url) is not NuGetReading<NuGetServiceIndex>.Read { Value: var index })
        {
            return (null, new SourceAnswer.Unavailable("the stored service index cannot be read", TimeSpan.FromMinutes(1)));
        }

        foreach (Uri resource in new[] { index.PackageBase, index.Registrations, index.Vulnerabilities, index.Catalog }.Concat(index.Search).Concat(index.Autocomplete).OfType<Uri>())
        {
            hosts.Allow(resource);
        }

        return (index, null);
    }

    // The year 1900 means unlisted, and a version that was listed again has the date of that. The catalog knows when a version came;
    // a leaf never changes, so each is fetched once. Only the newest are worth it: old ones are dated by their package when somebody
    // asks for them.
    private async Task<IReadOnlyDictionary<string, CatalogLeaf>> CatalogAsync(PackageName package, IReadOnlyList<RegistrationLeaf> leaves, CancellationToken cancellation)
    {
        var found = new ConcurrentDictionary<string, CatalogLeaf>(StringComparer.Ordinal);
        DateTimeOffset lately = Time.GetUtcNow() - Lately;
        RegistrationLeaf[] asked = [.. leaves
            .Where(leaf => leaf.CatalogUrl is not null && (leaf.PublishedAt is null ? !leaf.IsListed : leaf.PublishedAt > lately))
            .OrderByDescending(leaf => leaf.Version)
            .Take(CatalogLeaves)];
        await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = PagesAtOnce, CancellationToken = cancellation }, async (leaf, token) =>
        {
            if (await fetcher.GetAsync(leaf.CatalogUrl!, "application/json", Forever, document => Wrong(CatalogLeafReader.Read(document.Bytes, package, leaf.Version)), token).ConfigureAwait(false) is FetchedDocument.Known known
                && CatalogLeafReader.Read(known.Document.Bytes, package, leaf.Version) is NuGetReading<CatalogLeaf>.Read read)
            {
                found[leaf.Version.Value] = read.Value;
            }
        }).ConfigureAwait(false);
        return found;
    }

    private static string? Wrong(NuGetReading<CatalogLeaf> reading) => (reading as NuGetReading<CatalogLeaf>.Failure)?.Reason;

    private static SourceAnswer Other(FetchedDocument fetched) => fetched is FetchedDocument.Unavailable unavailable
        ? new SourceAnswer.Unavailable(unavailable.Why, unavailable.RetryAfter)
        : new SourceAnswer.Missing();
}
