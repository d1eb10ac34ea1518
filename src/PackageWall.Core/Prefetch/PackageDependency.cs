using PackageWall.Packages;

namespace PackageWall.Core.Prefetch;

/// <summary>What a package needs of another: the versions between two bounds.</summary>
/// <param name="Package">The other.</param>
/// <param name="Least">The lower bound, or null when there is none.</param>
/// <param name="Most">The upper bound, or null when there is none.</param>
public sealed record PackageDependency(PackageName Package, PackageVersion? Least, PackageVersion? Most)
{
    /// <summary>Whether the lower bound itself fits.</summary>
    public bool IncludesLeast { get; init; } = true;

    /// <summary>Whether the upper bound itself fits.</summary>
    public bool IncludesMost { get; init; } = true;

    /// <summary>Whether a version fits. Prereleases do where the lower bound is one.</summary>
    public bool Fits(PackageVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return (Least is null || (IncludesLeast ? version >= Least : version > Least))
            && (Most is null || (IncludesMost ? version <= Most : version < Most))
            && (!version.IsPrerelease || Least is { IsPrerelease: true });
    }
}
