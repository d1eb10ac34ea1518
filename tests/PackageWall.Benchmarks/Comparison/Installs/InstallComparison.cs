namespace PackageWall.Benchmarks.Comparison.Installs;

/// <summary>Real installs.</summary>
internal sealed class InstallComparison(Workplace place, Toolbox tools, UpstreamAddresses upstreams)
{
    public async Task<IReadOnlyList<InstallSeries>> RunAsync()
    {
        _ = (place, tools, upstreams);
        await Task.CompletedTask.ConfigureAwait(false);
        return [];
    }
}
