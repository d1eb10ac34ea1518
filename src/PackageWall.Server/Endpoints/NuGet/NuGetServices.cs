using System.IO.Compression;
using PackageWall.Core;
using PackageWall.Core.Blobs;
using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Core.Gate;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Feeds.NuGet;
using PackageWall.Packages;
using PackageWall.Server.Endpoints.Documents;

namespace PackageWall.Server.Endpoints.NuGet;

/// <summary>What stands around lists and packages: search, autocomplete, vulnerability pages, manifests.</summary>
internal sealed class NuGetServices(IVersionStore store, ArtifactGate gate, PackageViews views, WallAddress address)
{
    private const int MaxBlocked = 10_000;
    private const int MaxNuspec = 8 << 20;
    private static readonly TimeSpan IndexAge = TimeSpan.FromHours(1);

    /// <summary>Which resources the service index announces: what the upstream really has.</summary>
    public async Task<NuGetOffer> OfferAsync(Feed feed, CancellationToken cancellation)
    {
        // The upstream's own list of vulnerabilities may be lacking; ours is always there.
        return new NuGetOffer
        {
            Registrations = true,
            Search = await HasAsync(feed, "query", "?q=packagewall&take=0", cancellation).ConfigureAwait(false),
            Autocomplete = await HasAsync(feed, "autocomplete", "?q=packagewall&take=0", cancellation).ConfigureAwait(false),
            Vulnerabilities = true,
        };
    }

    // GET /query?q=&skip=&take=&prerelease=&semVerLevel=
    public async Task SearchAsync(HttpContext context, Feed feed)
    {
        RelayAnswer answer = await feed.Source
            .RelayAsync(new RelayRequest("query", context.Request.QueryString.Value ?? "") { MaxAge = TimeSpan.FromMinutes(1) }, context.RequestAborted).ConfigureAwait(false);
        if (answer is not RelayAnswer.Known known)
        {
            await OtherAsync(context, answer, "the upstream has no search").ConfigureAwait(false);
            return;
        }

        // Once over to learn which packages it names, and once more when their standings are known.
        Uri mount = address.Mount(feed.Definition.Mount);
        var named = new HashSet<PackageName>();
        SearchWriter.Rewrite(known.Document.Bytes, mount, (package, _) =>
        {
            named.Add(package);
            return true;
        });
        IReadOnlyDictionary<PackageName, PackageView> seen = await ViewsAsync(feed, named, context.RequestAborted).ConfigureAwait(false);
        NuGetReading<byte[]> rewritten = SearchWriter.Rewrite(
            known.Document.Bytes,
            mount,
            (package, version) => !seen.TryGetValue(package, out PackageView? view) || view.Withheld.ContainsKey(version.Value));
        await SendAsync(context, rewritten).ConfigureAwait(false);
    }

    // GET /autocomplete?q= and ?id=
    public async Task AutocompleteAsync(HttpContext context, Feed feed)
    {
        RelayAnswer answer = await feed.Source
            .RelayAsync(new RelayRequest("autocomplete", context.Request.QueryString.Value ?? "") { MaxAge = TimeSpan.FromMinutes(1) }, context.RequestAborted).ConfigureAwait(false);
        if (answer is not RelayAnswer.Known known)
        {
            await OtherAsync(context, answer, "the upstream has no autocomplete").ConfigureAwait(false);
            return;
        }

        if (PackageName.TryParse(Ecosystem.NuGet, context.Request.Query["id"], out PackageName? id))
        {
            IReadOnlyDictionary<PackageName, PackageView> seen = await ViewsAsync(feed, [id], context.RequestAborted).ConfigureAwait(false);
            await SendAsync(context, AutocompleteWriter.RewriteVersions(
                known.Document.Bytes, version => !seen.TryGetValue(id, out PackageView? view) || view.Withheld.ContainsKey(version.Value))).ConfigureAwait(false);
            return;
        }

        await SendAsync(context, AutocompleteWriter.RewriteIds(known.Document.Bytes, feed.IsInternal)).ConfigureAwait(false);
    }

    // GET /vuln/index.json
    public async Task VulnerabilityIndexAsync(HttpContext context, Feed feed)
    {
        IReadOnlyList<VulnerabilityPage> pages = await PagesAsync(feed, context.RequestAborted).ConfigureAwait(false);
        IReadOnlyList<VersionRecord> blocked = await BlockedAsync(feed, context.RequestAborted).ConfigureAwait(false);
        DateTimeOffset changed = blocked.Select(record => record.Artifacts.Select(artifact => artifact.StoredAt).Concat(record.Reviews.Select(review => review.At)).DefaultIfEmpty(record.FirstSeenAt).Max())
            .DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max();
        await JsonAsync(context, VulnerabilityWriter.WriteIndex(address.Mount(feed.Definition.Mount), pages, changed)).ConfigureAwait(false);
    }

    // GET /vuln/{page}.json
    public async Task VulnerabilityPageAsync(HttpContext context, Feed feed, NuGetRequestPath.VulnerabilityPage page)
    {
        if (page.IsOwn)
        {
            IReadOnlyList<VersionRecord> blocked = await BlockedAsync(feed, context.RequestAborted).ConfigureAwait(false);
            await JsonAsync(context, VulnerabilityWriter.WriteOwnPage(
                blocked.Select(record => new BlockedVersion(record.Key.Package, record.Key.Version, address.Why(record.Key))))).ConfigureAwait(false);
            return;
        }

        IReadOnlyList<VulnerabilityPage> pages = await PagesAsync(feed, context.RequestAborted).ConfigureAwait(false);
        if (pages.FirstOrDefault(known => known.Key == page.Key) is not { } upstream)
        {
            await Problems.WriteAsync(context, 404, "missing", $"there is no vulnerability page {page.Key}").ConfigureAwait(false);
            return;
        }

        RelayAnswer answer = await feed.Source
            .RelayAsync(new RelayRequest(upstream.Url.GetLeftPart(UriPartial.Path), upstream.Url.Query) { MaxAge = IndexAge }, context.RequestAborted).ConfigureAwait(false);
        if (answer is RelayAnswer.Known document && VulnerabilityReader.ReadPage(document.Document.Bytes) is NuGetReading<ReadOnlyMemory<byte>>.Read read)
        {
            await JsonAsync(context, read.Value).ConfigureAwait(false);
            return;
        }

        await OtherAsync(context, answer, "the upstream's vulnerability page cannot be read").ConfigureAwait(false);
    }

    // GET /flat/{id}/{version}/{id}.nuspec: taken from the package, so that it passes the same gate.
    public async Task NuspecAsync(HttpContext context, Feed feed, NuGetRequestPath.Nuspec nuspec, TimeSpan patience)
    {
        switch (await gate.AdmitAsync(feed, nuspec.Id, $"{nuspec.Id}.{nuspec.Version}.nupkg", patience, context.RequestAborted).ConfigureAwait(false))
        {
            case Admission.Admitted admitted:
                await using (BlobContent blob = admitted.Blob)
                {
                    if (await ReadNuspecAsync(blob.Stream, context.RequestAborted).ConfigureAwait(false) is { } xml)
                    {
                        context.Response.ContentType = "application/xml";
                        context.Response.ContentLength = xml.Length;
                        context.Response.Headers.CacheControl = "private, no-cache";
                        await context.Response.Body.WriteAsync(xml, context.RequestAborted).ConfigureAwait(false);
                        return;
                    }
                }

                await Problems.WriteAsync(context, 404, "missing", "the package has no nuspec").ConfigureAwait(false);
                break;
            case Admission.Refused refused:
                await NuGetEndpoints.RefuseAsync(context, refused.Refusal).ConfigureAwait(false);
                break;
            case Admission.Missing missing:
                await Problems.WriteAsync(context, 404, "missing", missing.What).ConfigureAwait(false);
                break;
            case Admission.Unavailable unavailable:
                await NuGetEndpoints.UnavailableAsync(context, unavailable).ConfigureAwait(false);
                break;
        }
    }

    private static async Task<byte[]?> ReadNuspecAsync(Stream package, CancellationToken cancellation)
    {
        using var archive = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
        ZipArchiveEntry? entry = archive.Entries.FirstOrDefault(e => e.FullName.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase) && !e.FullName.Contains('/', StringComparison.Ordinal));
        if (entry is null or { Length: > MaxNuspec })
        {
            return null;
        }

        await using Stream content = await entry.OpenAsync(cancellation).ConfigureAwait(false);
        var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellation).ConfigureAwait(false);
        return bytes.ToArray();
    }

    private async Task<IReadOnlyDictionary<PackageName, PackageView>> ViewsAsync(Feed feed, IEnumerable<PackageName> packages, CancellationToken cancellation)
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<PackageName, PackageView>();
        await Parallel.ForEachAsync(
            packages.Where(package => !feed.IsInternal(package)),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation },
            async (package, token) =>
            {
                // A package that cannot be looked up now is not shown: nobody could say which of its versions may be.
                if (await feed.Source.ReadAsync(package, token).ConfigureAwait(false) is SourceAnswer.Known known)
                {
                    seen[package] = await views.GetAsync(feed, known.Document).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        return seen;
    }

    private static async Task<bool> HasAsync(Feed feed, string resource, string query, CancellationToken cancellation) =>
        await feed.Source.RelayAsync(new RelayRequest(resource, query) { MaxAge = IndexAge }, cancellation).ConfigureAwait(false) is RelayAnswer.Known;

    private static async Task<IReadOnlyList<VulnerabilityPage>> PagesAsync(Feed feed, CancellationToken cancellation) =>
        await feed.Source.RelayAsync(new RelayRequest("vulnerabilities", "") { MaxAge = IndexAge }, cancellation).ConfigureAwait(false) is RelayAnswer.Known known
        && VulnerabilityReader.ReadIndex(known.Document.Bytes, known.Document.Url) is NuGetReading<IReadOnlyList<VulnerabilityPage>>.Read read
            ? read.Value
            : [];

    private async Task<IReadOnlyList<VersionRecord>> BlockedAsync(Feed feed, CancellationToken cancellation) =>
        [.. (await store.QueryAsync([StandingKind.Blocked, StandingKind.Recalled], 0, MaxBlocked, cancellation).ConfigureAwait(false))
            .Where(record => record.Key.Feed == feed.Name)];

    private static Task SendAsync(HttpContext context, NuGetReading<byte[]> rewritten) => rewritten switch
    {
        NuGetReading<byte[]>.Read read => JsonAsync(context, read.Value),
        NuGetReading<byte[]>.Failure failure => throw new UnusableDocumentException(failure.Reason),
        _ => throw new InvalidOperationException("Not a reading."),
    };

    private static Task OtherAsync(HttpContext context, RelayAnswer answer, string missing) => answer is RelayAnswer.Unavailable unavailable
        ? PackageAnswers.UnavailableAsync(context, unavailable.Why, unavailable.RetryAfter)
        : Problems.WriteAsync(context, 404, "missing", missing);

    private static async Task JsonAsync(HttpContext context, ReadOnlyMemory<byte> json)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.ContentLength = json.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(json, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
