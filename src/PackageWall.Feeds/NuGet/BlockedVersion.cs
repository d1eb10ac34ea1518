using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>A version that PackageWall blocked or recalled, for our own vulnerability page.</summary>
/// <param name="Package">The package.</param>
/// <param name="Version">The version.</param>
/// <param name="Link">The page that explains it, absolute.</param>
public sealed record BlockedVersion(PackageName Package, PackageVersion Version, Uri Link);
