using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>A package as the flat list and the registration together describe it.</summary>
/// <param name="Package">As every ecosystem has it: the versions of the flat list.</param>
/// <param name="Leaves">What the registration says, by normalised version; versions of the list that it lacks are missing here.</param>
public sealed record NuGetPackage(UpstreamPackage Package, IReadOnlyDictionary<string, RegistrationLeaf> Leaves)
{
    /// <summary>The package's id, normalised.</summary>
    public PackageName Id => Package.Name;
}
