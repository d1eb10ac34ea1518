using PackageWall.Packages;

namespace PackageWall.Core.Versions;

/// <summary>What a version is to the wall: the same package from two feeds is two versions.</summary>
/// <param name="Feed">Name of the feed.</param>
/// <param name="Package">Normalised.</param>
/// <param name="Version">Normalised.</param>
public sealed record VersionKey(string Feed, PackageName Package, PackageVersion Version)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Feed}: {Package} {Version}";
}
