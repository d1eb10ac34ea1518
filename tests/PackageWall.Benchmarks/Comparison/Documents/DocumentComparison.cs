using PackageWall.Benchmarks.Comparison.Load;
using PackageWall.Benchmarks.Comparison.Peers;

namespace PackageWall.Benchmarks.Comparison.Documents;

/// <summary>Warm documents: the wall against the same bytes from bare servers, and against those who cache or make such documents.</summary>
internal sealed class DocumentComparison(Workplace place, Toolbox tools, UpstreamAddresses upstreams)
{
    /// <summary>An answer of just the size that the far peers' anchors had.</summary>
    public const string Anchor = "anchor, 30 kB";

    private const int AnchorSize = 30_000;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(60);

    /// <summary>Measures all documents at all numbers of connections.</summary>
    public async Task<IReadOnlyList<Cell>> RunAsync()
    {
        await using LocalIndex index = await LocalIndex.StartAsync(place).ConfigureAwait(false);
        using Wall wall = await Wall.StartAsync(place, tools.Server, new Dictionary<string, string?>
        {
            ["PACKAGEWALL_UPSTREAM_NPM"] = upstreams.Npm.AbsoluteUri,
            ["PACKAGEWALL_UPSTREAM_NUGET"] = index.ServiceIndex.AbsoluteUri,
            ["PACKAGEWALL_UPSTREAM_PYPI"] = index.Simple.AbsoluteUri,
        }).ConfigureAwait(false);
        Capture capture = new(place, place.Folder("documents"));
        place.Tell("asking the wall for its documents");
        foreach (DocumentKind document in DocumentKind.All)
        {
            await capture.AskAsync(new Uri(wall.Address, document.Wall), document.Headers).ConfigureAwait(false);
        }

        // The first answer sets off work behind it, and what that finds may change the document.
        await wall.RestAsync(Rest).ConfigureAwait(false);
        List<Sample> samples = [];
        foreach (DocumentKind document in DocumentKind.All)
        {
            samples.Add(await capture.TakeAsync(new Uri(wall.Address, document.Wall), document.Headers, isFile: false).ConfigureAwait(false));
        }

        Sample anchor = capture.Make(AnchorSize);
        using BareKestrel kestrel = await BareKestrel.StartAsync(place, tools.Server, [.. samples, anchor]).ConfigureAwait(false);
        using Nginx? files = tools.Nginx is { } nginx ? await NginxStatic.StartAsync(place, nginx, [.. samples, anchor]).ConfigureAwait(false) : null;
        using Nginx? cache = tools.Nginx is { } same
            ? await NginxCache.StartAsync(place, same, new Dictionary<string, Uri> { ["nuget"] = index.ServiceIndex, ["npm"] = upstreams.Npm, ["pypi"] = index.Simple }).ConfigureAwait(false)
            : null;
        using Verdaccio? verdaccio = tools.Verdaccio is { } program ? await Verdaccio.StartAsync(place, program, upstreams.Npm).ConfigureAwait(false) : null;

        InterleavedLoad load = new(place, new Wrk(place, tools.Wrk!));
        List<Cell> cells = [.. await load.RunAsync(Anchor, AnchorSize, Bare(anchor, kestrel, files, [])).ConfigureAwait(false)];
        foreach ((DocumentKind document, Sample sample) in DocumentKind.All.Zip(samples))
        {
            List<Target> targets = [new Target(wall.Name, wall.Process, new Uri(wall.Address, document.Wall), document.Headers), .. Bare(sample, kestrel, files, document.Headers)];
            if (cache is not null && document.Cache is { } cached)
            {
                targets.Add(new Target(cache.Name, cache.Process, new Uri(cache.Address, cached), document.Headers));
                await capture.AskAsync(targets[^1].Url, document.Headers).ConfigureAwait(false);
            }

            if (verdaccio is not null && document.Verdaccio is { } path)
            {
                targets.Add(new Target(verdaccio.Name, verdaccio.Process, new Uri(verdaccio.Address, path), document.Headers) { IsSlow = document.IsSlow });
                await capture.AskAsync(targets[^1].Url, document.Headers).ConfigureAwait(false);
            }

            cells.AddRange(await load.RunAsync(document.Title, sample.Length, targets).ConfigureAwait(false));
        }

        return cells;
    }

    private static List<Target> Bare(Sample sample, BareKestrel kestrel, Nginx? files, IReadOnlyList<(string, string)> headers) =>
        [.. ((IPeer?[])[kestrel, files]).OfType<IPeer>().Select(peer => new Target(peer.Name, peer.Process, new Uri(peer.Address, sample.Path), headers))];
}
