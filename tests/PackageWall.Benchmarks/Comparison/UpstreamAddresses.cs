using PackageWall.Packages;
using PackageWall.Upstreams.Defaults;

namespace PackageWall.Benchmarks.Comparison;

/// <summary>Where packages come from: what the wall itself would take, or what its variables say. The page calls it the registry.</summary>
/// <param name="Npm">The npm registry.</param>
/// <param name="NuGet">NuGet's service index.</param>
internal sealed record UpstreamAddresses(Uri Npm, Uri NuGet)
{
    public static async Task<UpstreamAddresses> FindAsync(CancellationToken cancellation) => new(
        await OfAsync(Ecosystem.Npm, "PACKAGEWALL_UPSTREAM_NPM", cancellation).ConfigureAwait(false),
        await OfAsync(Ecosystem.NuGet, "PACKAGEWALL_UPSTREAM_NUGET", cancellation).ConfigureAwait(false));

    private static async Task<Uri> OfAsync(Ecosystem ecosystem, string variable, CancellationToken cancellation)
    {
        if (Uri.TryCreate(Environment.GetEnvironmentVariable(variable), UriKind.Absolute, out Uri? set))
        {
            return set;
        }

        UpstreamDefault found = await UpstreamDefaults.FindAsync(ecosystem, cancellation).ConfigureAwait(false);
        return found.Url ?? throw new ComparisonException($"There is no {ecosystem} registry: {found.Source}; set {variable}");
    }
}
