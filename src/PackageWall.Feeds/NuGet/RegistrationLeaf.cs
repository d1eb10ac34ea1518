using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>One version as a registration describes it. The registries differ in how much they say; only the version is certain.</summary>
/// <param name="Version">Normalised.</param>
/// <param name="Spelling">As the registration spells it.</param>
public sealed record RegistrationLeaf(PackageVersion Version, string Spelling)
{
    /// <summary>Whether it is listed; true when not stated.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>
    /// <c>published</c>, which is when it was last <em>listed</em>; null when not stated and for the year 1900, which stands for
    /// "unlisted" and would make an attack that unlists itself 126 years old.
    /// </summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Where the upstream has the package, or null.</summary>
    public Uri? PackageContent { get; init; }

    /// <summary>The catalog leaf, which holds the immutable date, or null.</summary>
    public Uri? CatalogUrl { get; init; }

    /// <summary>The catalog entry as the upstream wrote it, in JSON; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Entry { get; init; }
}
