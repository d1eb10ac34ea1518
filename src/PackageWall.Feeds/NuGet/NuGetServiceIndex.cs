namespace PackageWall.Feeds.NuGet;

/// <summary>What an upstream has, from its service index: the best of each resource's variants. Base addresses end with a slash.</summary>
/// <param name="PackageBase"><c>PackageBaseAddress/3.0.0</c>: lists and packages.</param>
public sealed record NuGetServiceIndex(Uri PackageBase)
{
    /// <summary>The registration hive with the most in it (SemVer 2 before gzip before plain), or null.</summary>
    public Uri? Registrations { get; init; }

    /// <summary>Search services, in the order of the index; empty when there is none.</summary>
    public IReadOnlyList<Uri> Search { get; init; } = [];

    /// <summary>Autocomplete services.</summary>
    public IReadOnlyList<Uri> Autocomplete { get; init; } = [];

    /// <summary><c>VulnerabilityInfo/6.7.0</c>, or null.</summary>
    public Uri? Vulnerabilities { get; init; }

    /// <summary><c>Catalog/3.0.0</c>: where the only immutable dates are, or null.</summary>
    public Uri? Catalog { get; init; }

    /// <summary>The list of certificates that sign for the repository, or null.</summary>
    public Uri? RepositorySignatures { get; init; }
}
