using PackageWall.Benchmarks.Comparison.Load;
using PackageWall.Benchmarks.Comparison.Peers;

namespace PackageWall.Benchmarks.Comparison.Artifacts;

/// <summary>Warm artifacts: what the wall has inspected and released, against the same files from bare servers and caches.</summary>
internal sealed class ArtifactComparison(Workplace place, Toolbox tools, UpstreamAddresses upstreams)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(120);

    /// <summary>Old, well known, and of the sizes that the bars name.</summary>
    public static IReadOnlyList<(string Title, string Path)> All { get; } =
    [
        ("tarball of 30 kB (qs 6.7.0)", "qs/-/qs-6.7.0.tgz"),
        ("tarball of 1.1 MB (vue 2.7.14)", "vue/-/vue-2.7.14.tgz"),
        ("tarball of 5 MB (handsontable 6.2.2)", "handsontable/-/handsontable-6.2.2.tgz"),
    ];

    public async Task<IReadOnlyList<Cell>> RunAsync()
    {
        using Wall wall = await Wall.StartAsync(place, tools.Server, new Dictionary<string, string?>
        {
            ["PACKAGEWALL_UPSTREAM_NPM"] = upstreams.Npm.AbsoluteUri,
        }).ConfigureAwait(false);
        Capture capture = new(place, place.Folder("artifacts"));
        place.Tell("asking the wall for its artifacts");
        List<Sample> samples = [];
        foreach ((string _, string path) in All)
        {
            samples.Add(await capture.TakeAsync(new Uri(wall.Address, "npm/" + path), [], isFile: true).ConfigureAwait(false));
        }

        await wall.RestAsync(Rest).ConfigureAwait(false);
        using BareKestrel kestrel = await BareKestrel.StartAsync(place, tools.Server, samples).ConfigureAwait(false);
        using Nginx? files = tools.Nginx is { } nginx ? await NginxStatic.StartAsync(place, nginx, samples).ConfigureAwait(false) : null;
        using Nginx? cache = tools.Nginx is { } same
            ? await NginxCache.StartAsync(place, same, new Dictionary<string, Uri> { ["npm"] = upstreams.Npm }).ConfigureAwait(false)
            : null;
        using Verdaccio? verdaccio = tools.Verdaccio is { } program ? await Verdaccio.StartAsync(place, program, upstreams.Npm).ConfigureAwait(false) : null;
        InterleavedLoad load = new(place, new Wrk(place, tools.Wrk!));
        List<Cell> cells = [];
        foreach (((string title, string path), Sample sample) in All.Zip(samples))
        {
            List<Target> targets = [new Target(wall.Name, wall.Process, new Uri(wall.Address, "npm/" + path), []), new Target(kestrel.Name, kestrel.Process, new Uri(kestrel.Address, sample.Path), [])];
            foreach ((IPeer? peer, string there) in ((IPeer?, string)[])[(files, sample.Path), (cache, "npm/" + path), (verdaccio, path)])
            {
                if (peer is not null)
                {
                    targets.Add(new Target(peer.Name, peer.Process, new Uri(peer.Address, there), []));
                    await capture.AskAsync(targets[^1].Url, []).ConfigureAwait(false);
                }
            }

            cells.AddRange(await load.RunAsync(title, sample.Length, targets).ConfigureAwait(false));
        }

        return cells;
    }
}
