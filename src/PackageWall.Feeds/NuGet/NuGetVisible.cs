using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>Which versions documents show: one rule for all of them, so that no two disagree.</summary>
internal static class NuGetVisible
{
    /// <summary>Versions that are not withheld, oldest first.</summary>
    public static IEnumerable<PackageVersion> Versions(UpstreamPackage package, DocumentView view) =>
        package.Versions.Select(version => version.Version).Where(version => Shows(version, view.Withheld)).Order();

    /// <summary>Whether documents show a version.</summary>
    public static bool Shows(PackageVersion version, IReadOnlyDictionary<string, WithheldVersion> withheld) => !withheld.ContainsKey(version.Value);
}
