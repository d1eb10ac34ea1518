using System.Collections.Concurrent;
using PackageWall.Feeds.NuGet;
using PackageWall.Packages;
using PackageWall.Upstreams.Documents;

namespace PackageWall.Upstreams.NuGet;

/// <summary>
/// Reads a package's registration, index and pages. A source that has none, or cannot be asked now, leaves versions undated, never
/// unseen: the flat list decides what there is.
/// </summary>
internal sealed class NuGetRegistration(DocumentFetcher fetcher, TimeSpan freshFor, int pagesAtOnce)
{
    private readonly ConcurrentBag<(string Url, string Revision)> _documents = [];
    private readonly ConcurrentBag<RegistrationLeaf> _leaves = [];

    /// <summary>All leaves of index and pages.</summary>
    public IReadOnlyList<RegistrationLeaf> Leaves => [.. _leaves];

    /// <summary>The revisions of what was read, in a fixed order.</summary>
    public IEnumerable<string> Revisions => _documents.OrderBy(document => document.Url, StringComparer.Ordinal).Select(document => document.Revision);

    /// <summary>Whether some part is old or lacking because the source could not be asked.</summary>
    public bool IsStale { get; private set; }

    public async Task<NuGetRegistration> ReadAsync(Uri? registrations, PackageName package, CancellationToken cancellation)
    {
        if (registrations is null)
        {
            return this;
        }

        IReadOnlyList<Uri> pages = await ReadOneAsync(
            new Uri(registrations, Uri.EscapeDataString(package.Value) + "/index.json"),
            (bytes, url) => RegistrationReader.ReadIndex(bytes, package, url),
            cancellation).ConfigureAwait(false);
        await Parallel.ForEachAsync(
            pages,
            new ParallelOptions { MaxDegreeOfParallelism = pagesAtOnce, CancellationToken = cancellation },
            async (page, token) => await ReadOneAsync(page, (bytes, url) => RegistrationReader.ReadPage(bytes, package, url), token).ConfigureAwait(false)).ConfigureAwait(false);
        return this;
    }

    private async Task<IReadOnlyList<Uri>> ReadOneAsync(
        Uri url,
        Func<ReadOnlyMemory<byte>, Uri, NuGetReading<RegistrationIndex>> read,
        CancellationToken cancellation)
    {
        FetchedReading<RegistrationIndex> fetched = await fetcher.ReadAsync<RegistrationIndex>(
            url,
            "application/json",
            freshFor,
            known: null,
            document => NuGetPackageSource.Taken(read(document.Bytes, document.Url)),
            cancellation).ConfigureAwait(false);
        switch (fetched)
        {
            case FetchedReading<RegistrationIndex>.Known { Value: var index } known:
                IsStale |= known.IsStale;
                _documents.Add((url.AbsoluteUri, known.Head.Revision));
                foreach (RegistrationLeaf leaf in index.Leaves)
                {
                    _leaves.Add(leaf);
                }

                return index.MissingPages;
            case FetchedReading<RegistrationIndex>.Missing:
                return [];
            default:
                IsStale = true;
                return [];
        }
    }
}
