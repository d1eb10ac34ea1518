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
    private volatile KeptIndex? _index;

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
            switch (await fetcher.ReadAsync<CatalogLeaf>(leaf, "application/json", Forever, known: null, document => Taken(CatalogLeafReader.Read(document.Bytes, artifact.FileName)), cancellation).ConfigureAwait(false))
            {
                case FetchedReading<CatalogLeaf>.Known { Value: var stated }:
                    artifact = artifact with { Size = stated.Size, Hashes = stated.Hash is { } hash ? [hash] : [] };
                    break;
                case FetchedReading<CatalogLeaf>.Unavailable unavailable:
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

        FetchedReading<FlatIndex> list = await fetcher.ReadAsync<FlatIndex>(
            new Uri(index.PackageBase, Uri.EscapeDataString(package.Value) + "/index.json"),
            "application/json",
            maxAge,
            known: null,
            document => Taken(FlatIndexReader.Read(document.Bytes)),
            cancellation).ConfigureAwait(false);
        if (list is not FetchedReading<FlatIndex>.Known flat)
        {
            return Other(list);
        }

        NuGetRegistration registration = await new NuGetRegistration(fetcher, maxAge, PagesAtOnce).ReadAsync(index.Registrations, package, cancellation).ConfigureAwait(false);
        IReadOnlyDictionary<string, CatalogLeaf> catalog = await CatalogAsync(package, registration.Leaves, cancellation).ConfigureAwait(false);
        string revision = DocumentRevision.OfAll([flat.Head.Revision, .. registration.Revisions]) + "." + catalog.Count;
        bool isStale = flat.IsStale || registration.IsStale;
        if (before?.Revision == revision)
        {
            return new SourceAnswer.Known(before with { FetchedAt = flat.Head.FetchedAt, IsStale = isStale });
        }

        NuGetPackage joined = NuGetPackageJoin.Join(package, flat.Value, registration.Leaves, index.PackageBase, catalog);
        return new SourceAnswer.Known(new NuGetDocument(joined)
        {
            Package = joined.Package,
            Revision = revision,
            FetchedAt = flat.Head.FetchedAt,
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
        // Each package asks for it several times over.
        DateTimeOffset now = Time.GetUtcNow();
        if (_index is { } kept && now - kept.FetchedAt < IndexFreshFor && now >= kept.FetchedAt)
        {
            return (kept.Index, null);
        }

        FetchedReading<NuGetServiceIndex> fetched = await fetcher.ReadAsync<NuGetServiceIndex>(
            upstream,
            "application/json",
            IndexFreshFor,
            known: null,
            document => Taken(NuGetServiceIndexReader.Read(document.Bytes, document.Url)),
            cancellation).ConfigureAwait(false);
        if (fetched is not FetchedReading<NuGetServiceIndex>.Known { Value: var index } known)
        {
            return (null, fetched is FetchedReading<NuGetServiceIndex>.Missing
                ? new SourceAnswer.Unavailable($"{upstream.Host} has no service index at this address", TimeSpan.FromMinutes(1))
                : Other(fetched));
        }

        foreach (Uri resource in new[] { index.PackageBase, index.Registrations, index.Vulnerabilities, index.Catalog }.Concat(index.Search).Concat(index.Autocomplete).OfType<Uri>())
        {
            hosts.Allow(resource);
        }

        if (!known.IsStale)
        {
            _index = new KeptIndex(index, known.Head.FetchedAt);
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
            if (await fetcher.ReadAsync<CatalogLeaf>(leaf.CatalogUrl!, "application/json", Forever, known: null, document => Taken(CatalogLeafReader.Read(document.Bytes, package, leaf.Version)), token).ConfigureAwait(false) is FetchedReading<CatalogLeaf>.Known read)
            {
                found[leaf.Version.Value] = read.Value;
            }
        }).ConfigureAwait(false);
        return found;
    }

    internal static DocumentReading<T> Taken<T>(NuGetReading<T> reading)
        where T : class => reading switch
        {
            NuGetReading<T>.Read read => new DocumentReading<T>(read.Value, null),
            NuGetReading<T>.Failure failure => new DocumentReading<T>(null, failure.Reason),
            _ => throw new InvalidOperationException($"Not a reading: {reading.GetType().Name}."),
        };

    private static SourceAnswer Other<T>(FetchedReading<T> fetched)
        where T : class => fetched is FetchedReading<T>.Unavailable unavailable
            ? new SourceAnswer.Unavailable(unavailable.Why, unavailable.RetryAfter)
            : new SourceAnswer.Missing();

    private sealed record KeptIndex(NuGetServiceIndex Index, DateTimeOffset FetchedAt);
}
