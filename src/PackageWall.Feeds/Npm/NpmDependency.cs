using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>What a version names in its manifest.</summary>
/// <param name="Package">Another package.</param>
/// <param name="Range">Which of its versions, as it is written.</param>
/// <param name="IsOptional">Whether an install may do without: most of these are for other platforms.</param>
public sealed record NpmDependency(PackageName Package, string Range, bool IsOptional);
