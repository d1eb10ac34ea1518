using System.Globalization;
using PackageWall.Benchmarks.Comparison.Peers;
using PackageWall.Benchmarks.Comparison.Processes;

namespace PackageWall.Benchmarks.Comparison.Installs;

/// <summary>Real clients install real trees: from the registry, and through each server when it is empty and when it has just been filled.</summary>
internal sealed class InstallComparison(Workplace place, Toolbox tools, UpstreamAddresses upstreams)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(3);

    /// <summary>Runs what is asked for; each install's figures come when it is done.</summary>
    public async IAsyncEnumerable<IReadOnlyList<InstallSeries>> RunAsync()
    {
        Source[] npm = [Direct(upstreams.Npm), .. Nginx("npm", upstreams.Npm), .. Wall("npm/")];
        if (place.Options.Wants("installs", "ci"))
        {
            place.Tell("resolving the npm tree");
            string locked = await NpmInstall.LockAsync(place, upstreams.Npm).ConfigureAwait(false);
            place.Tell($"its lock file names {NpmInstall.Tarballs(locked)} tarballs");
            yield return await SeriesAsync(new NpmInstall(locked), [.. npm, .. Verdaccio()]).ConfigureAwait(false);
        }

        if (place.Options.Wants("installs", "install"))
        {
            yield return await SeriesAsync(new NpmInstall(null), [.. npm.Where(source => source.IsRested)]).ConfigureAwait(false);
        }

        if (place.Options.Wants("installs", "restore"))
        {
            yield return await SeriesAsync(new NuGetRestore(), [Direct(upstreams.NuGet), .. Nginx("nuget", upstreams.NuGet), .. Wall("nuget/v3/index.json")]).ConfigureAwait(false);
        }
    }

    /// <summary>The number of packages that most runs brought.</summary>
    internal static int Usual(IEnumerable<InstallRun> runs) =>
        runs.Where(run => run.Failure is null).GroupBy(run => run.Packages).OrderByDescending(group => group.Count()).FirstOrDefault()?.Key ?? 0;

    private async Task<IReadOnlyList<InstallSeries>> SeriesAsync(IInstall install, IReadOnlyList<Source> sources)
    {
        Dictionary<string, List<InstallRun>> runs = [];
        foreach (string way in sources.SelectMany(source => new[] { source.Cold, source.Warm }).OfType<string>())
        {
            runs[way] = [];
        }

        for (int round = 0; round < place.Options.Installs; round++)
        {
            for (int turn = 0; turn < sources.Count; turn++)
            {
                Source source = sources[(turn + round) % sources.Count];
                using IPeer? peer = await source.StartAsync().ConfigureAwait(false);
                if (peer is not null && source.IsRested)
                {
                    await peer.ReadyAsync().ConfigureAwait(false);
                    await ProcessUse.WaitUntilIdleAsync(peer.Process, Rest, place.Cancellation).ConfigureAwait(false);
                }

                runs[source.Cold].Add(await OnceAsync(install, source.Cold, peer, source.Address(peer)).ConfigureAwait(false));
                if (source.Warm is { } warm && peer is not null)
                {
                    // What it goes on doing for the first client belongs neither to the first run nor to the second.
                    await ProcessUse.WaitUntilIdleAsync(peer.Process, Rest, place.Cancellation).ConfigureAwait(false);
                    runs[warm].Add(await OnceAsync(install, warm, peer, source.Address(peer)).ConfigureAwait(false));
                }
            }
        }

        int usual = Usual(runs.Values.SelectMany(each => each));
        return
        [
            .. runs.Select(pair => new InstallSeries(install.Name, pair.Key,
            [
                .. pair.Value.Select(run => install.IsFixed && run.Failure is null && run.Packages != usual
                    ? run with { Failure = $"{run.Packages} packages instead of {usual}" }
                    : run),
            ])),
        ];
    }

    private async Task<InstallRun> OnceAsync(IInstall install, string way, IPeer? peer, Uri source)
    {
        ClientFolder client = new(place, isDirect: peer is null);
        ProcessUse? before = null;
        if (peer is not null)
        {
            ProcessUse.Forget(peer.Process);
            before = ProcessUse.Read(peer.Process);
        }

        double clientBefore = EndedChildren();
        ToolRun run = await install.RunAsync(client, source).ConfigureAwait(false);
        ProcessUse? after = peer is null ? null : ProcessUse.Read(peer.Process);
        InstallRun result = new InstallRun(run.Elapsed.TotalSeconds, run.ExitCode == 0 ? install.Count(client) : 0, run.ExitCode == 0 ? null : install.Failure(run)) with
        {
            ClientProcessor = EndedChildren() - clientBefore,
            ServerProcessor = after is null ? 0 : (after.Processor - before!.Processor).TotalSeconds,
            Peak = after?.PeakOfAll ?? 0,
        };
        place.Tell(string.Create(
            CultureInfo.InvariantCulture,
            $"{install.Name}, {way}: {result.Seconds:0.0} s, {result.Packages} packages, processor {result.ClientProcessor:0.0} s of the client, {result.ServerProcessor:0.0} s of the server")
            + (result.Failure is null ? "" : $": FAILED, {result.Failure}\n{run.Tail}"));
        client.Delete();
        return result;
    }

    // The kernel adds the time of programs that ended, and of those that they waited for, to who started them: here, the client.
    private static double EndedChildren() => ProcStat.Parse(File.ReadAllText("/proc/self/stat")).EndedTicks / 100.0;

    private static Source Direct(Uri registry) => new(Ways.Direct, null, () => Task.FromResult<IPeer?>(null), _ => registry);

    private IEnumerable<Source> Wall(string path)
    {
        Source running = new(
            Ways.WallCold,
            Ways.WallWarm,
            async () => await Peers.Wall.StartAsync(place, tools.Server, new Dictionary<string, string?>
            {
                ["PACKAGEWALL_UPSTREAM_NPM"] = upstreams.Npm.AbsoluteUri,
                ["PACKAGEWALL_UPSTREAM_NUGET"] = upstreams.NuGet.AbsoluteUri,
            }).ConfigureAwait(false),
            peer => new Uri(peer!.Address, path));
        return [running, running with { Cold = Ways.WallStarting, Warm = null, IsRested = false }];
    }

    private IEnumerable<Source> Nginx(string mount, Uri upstream)
    {
        if (tools.Nginx is { } program)
        {
            yield return new Source(
                Ways.NginxCold,
                Ways.NginxWarm,
                async () => await NginxCache.StartAsync(place, program, new Dictionary<string, Uri> { [mount] = upstream }).ConfigureAwait(false),
                peer => mount == "nuget" ? NginxCache.NuGetIndex(peer!.Address) : new Uri(peer!.Address, mount + "/"));
        }
    }

    private IEnumerable<Source> Verdaccio()
    {
        if (tools.Verdaccio is { } program)
        {
            yield return new Source(
                Ways.VerdaccioCold,
                Ways.VerdaccioWarm,
                async () => await Peers.Verdaccio.StartAsync(place, program, upstreams.Npm).ConfigureAwait(false),
                peer => peer!.Address);
        }
    }
}
