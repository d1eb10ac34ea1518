using PackageWall.Packages;

namespace PackageWall.Feeds.Definitions;

/// <summary>One upstream of one ecosystem, mounted under one path, with its policy: one file of the feeds folder, read and validated.</summary>
public sealed record FeedDefinition
{
    /// <summary>Unique, lower case, letters, digits and hyphens; the file's name unless it says otherwise. Names the environment variable <c>PACKAGEWALL_UPSTREAM_&lt;FEED&gt;</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whose packages.</summary>
    public required Ecosystem Ecosystem { get; init; }

    /// <summary>Path under which clients reach it, with leading and trailing slash: <c>/npm/</c>.</summary>
    public required string Mount { get; init; }

    /// <summary>Where packages come from; null for <c>default</c>, which is resolved once at start.</summary>
    public Uri? Upstream { get; init; }

    /// <summary>Name of the environment variable that holds the upstream's token or <c>user:password</c>, or null. Secrets are never written in feeds.</summary>
    public string? CredentialVariable { get; init; }

    /// <summary>How <see cref="CredentialVariable"/> is sent: <c>bearer</c> or <c>basic</c>.</summary>
    public string CredentialScheme { get; init; } = "bearer";

    /// <summary>Other hosts that artifacts may be fetched from (PyPI's files, a CDN); a leading <c>*.</c> covers subdomains. The upstream's own host is always allowed; credentials never go there.</summary>
    public IReadOnlyList<string> ArtifactHosts { get; init; } = [];

    /// <summary>Names of the organisation's own packages (exact, or with <c>*</c> at an end): never asked for upstream.</summary>
    public IReadOnlyList<string> InternalNames { get; init; } = [];

    /// <summary>The rules for standings.</summary>
    public required FeedPolicy Policy { get; init; }
}
