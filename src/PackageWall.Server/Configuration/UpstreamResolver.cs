using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Feeds.Definitions;
using PackageWall.Upstreams;
using PackageWall.Upstreams.Defaults;

namespace PackageWall.Server.Configuration;

/// <summary>Finds the upstream of each feed once, at start: its variable, else its definition, else what the ecosystem's tools say.</summary>
internal static class UpstreamResolver
{
    /// <summary>Makes the feeds ready for work. What cannot be used goes to the errors, or, where a tool is lacking, answers as unavailable and says what to set.</summary>
    public static async Task<IReadOnlyList<Feed>> ResolveAsync(
        IReadOnlyList<FeedDefinition> definitions,
        IConfiguration configuration,
        PackageSourceFactory sources,
        Uri own,
        List<string> errors,
        Action<string> tell,
        CancellationToken cancellation)
    {
        var feeds = new List<Feed>();
        foreach (FeedDefinition definition in definitions)
        {
            string variable = UpstreamVariables.Name(definition);
            string? secret = definition.CredentialVariable is { } credential ? configuration[credential] : null;
            if (definition.CredentialVariable is not null && string.IsNullOrEmpty(secret))
            {
                errors.Add($"feed {definition.Name}: the environment variable {definition.CredentialVariable} that holds its credential is not set");
            }

            UpstreamDefault found = await FindAsync(definition, configuration[variable], variable, errors, cancellation).ConfigureAwait(false);
            if (found.Url is not { } url)
            {
                tell($"  {definition.Name,-8} {definition.Mount,-16} no upstream: {found.Source}");
                feeds.Add(new Feed(definition, new NoUpstream($"{found.Source}; set {variable}")));
                continue;
            }

            if (url.IdnHost == own.IdnHost && url.Port == own.Port)
            {
                errors.Add($"feed {definition.Name}: its upstream is this wall itself ({found.Source})");
                continue;
            }

            tell($"  {definition.Name,-8} {definition.Mount,-16} from {url.GetLeftPart(UriPartial.Path)} ({found.Source})");
            IPackageSource made = sources.Create(definition with { ArtifactHosts = [.. definition.ArtifactHosts, .. found.ArtifactHosts] }, url, secret, Random.Shared);
            feeds.Add(new Feed(definition, made));
        }

        return feeds;
    }

    private static async Task<UpstreamDefault> FindAsync(
        FeedDefinition definition,
        string? set,
        string variable,
        List<string> errors,
        CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(set))
        {
            if (Uri.TryCreate(set, UriKind.Absolute, out Uri? url) && url!.Scheme is ("http" or "https") && url.UserInfo.Length == 0)
            {
                return new UpstreamDefault(url, variable);
            }

            errors.Add($"{variable}: '{set}' is not an address of an upstream; write one like https://registry.example.org/ without user or password");
            return new UpstreamDefault(null, $"{variable} is not an address");
        }

        if (definition.Upstream is { } written)
        {
            return new UpstreamDefault(written, "as its definition says");
        }

        return await UpstreamDefaults.FindAsync(definition.Ecosystem, cancellation).ConfigureAwait(false);
    }
}
