namespace PackageWall.Feeds.NuGet;

/// <summary>Which resources our service index announces: those that the upstream really has, and ours.</summary>
public sealed record NuGetOffer
{
    /// <summary>Registrations: always possible, since a flat list is enough to synthesise them.</summary>
    public bool Registrations { get; init; } = true;

    /// <summary>Search.</summary>
    public bool Search { get; init; }

    /// <summary>Autocomplete.</summary>
    public bool Autocomplete { get; init; }

    /// <summary>Vulnerability pages: the upstream's and our own.</summary>
    public bool Vulnerabilities { get; init; }

    /// <summary>Where decisions are explained, with a trailing slash (<c>http://wall/why/nuget/</c>), or null.</summary>
    public Uri? Why { get; init; }
}
