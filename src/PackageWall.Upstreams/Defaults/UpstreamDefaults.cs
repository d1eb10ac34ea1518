using PackageWall.Packages;

namespace PackageWall.Upstreams.Defaults;

/// <summary>
/// Finds out what <c>upstream: default</c> means: what the ecosystem's own tools say, with the settings of user and project set
/// aside, because those may already name this wall.
/// </summary>
public static class UpstreamDefaults
{
    /// <summary>The ecosystem's public upstream.</summary>
    public static async Task<UpstreamDefault> FindAsync(Ecosystem ecosystem, CancellationToken cancellation) => ecosystem switch
    {
        Ecosystem.Npm => await NpmDefault.FindAsync(cancellation).ConfigureAwait(false),
        Ecosystem.PyPi => new UpstreamDefault(new Uri("https://pypi.org/simple/"), "PyPI's public simple index")
        {
            ArtifactHosts = ["files.pythonhosted.org"],
        },
        Ecosystem.NuGet => new UpstreamDefault(new Uri(global::NuGet.Configuration.NuGetConstants.V3FeedUrl), "what NuGet's own library says"),
        _ => throw new ArgumentOutOfRangeException(nameof(ecosystem), ecosystem, "Not an ecosystem."),
    };
}

/// <summary>A default upstream, or why there is none.</summary>
/// <param name="Url">The address, or null.</param>
/// <param name="Source">Who said so, or why nobody could.</param>
public sealed record UpstreamDefault(Uri? Url, string Source)
{
    /// <summary>Other hosts that serve its artifacts.</summary>
    public IReadOnlyList<string> ArtifactHosts { get; init; } = [];
}
