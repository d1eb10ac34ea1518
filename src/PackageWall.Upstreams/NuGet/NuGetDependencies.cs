using NuGet.Frameworks;
using NuGet.Packaging;
using NuGet.Versioning;
using PackageWall.Core.Blobs;
using PackageWall.Core.Prefetch;
using PackageWall.Packages;
using PackageDependency = PackageWall.Core.Prefetch.PackageDependency;

namespace PackageWall.Upstreams.NuGet;

/// <summary>Reads a package's nuspec for what a restore asks for next.</summary>
/// <remarks>
/// Of the groups of dependencies it takes the one that a project of the newest framework takes. Which framework a client builds for nobody
/// says; older ones would add packages that newer ones have built in, and most of those would be fetched for nothing.
/// </remarks>
public sealed class NuGetDependencies : IPackageDependencies
{
    private const int Most = 100;

    private static readonly NuGetFramework Newest = NuGetFramework.Parse("net" + Environment.Version.Major + ".0");

    private readonly FrameworkReducer _reducer = new();

    /// <inheritdoc/>
    public IReadOnlyList<PackageDependency> Read(Ecosystem ecosystem, ReadOnlyMemory<byte> content)
    {
        if (ecosystem != Ecosystem.NuGet)
        {
            return [];
        }

        try
        {
            using var stream = new PinnedStream(content);
            using var reader = new PackageArchiveReader(stream, leaveStreamOpen: true);
            PackageDependencyGroup[] groups = [.. reader.NuspecReader.GetDependencyGroups()];
            NuGetFramework? nearest = _reducer.GetNearest(Newest, groups.Select(group => group.TargetFramework));
            return [.. groups
                .Where(group => group.TargetFramework.Equals(nearest))
                .SelectMany(group => group.Packages)
                .Select(Dependency)
                .OfType<PackageDependency>()
                .Take(Most)];
        }
        catch (Exception failure) when (failure is InvalidDataException or global::NuGet.Packaging.Core.PackagingException or IOException or ArgumentException or System.Xml.XmlException or FormatException)
        {
            // The strict reader says what is wrong with it; here there is nothing to guess by.
            return [];
        }
    }

    private static PackageDependency? Dependency(global::NuGet.Packaging.Core.PackageDependency dependency)
    {
        VersionRange range = dependency.VersionRange ?? VersionRange.All;
        return PackageName.TryParse(Ecosystem.NuGet, dependency.Id, out PackageName? package) && !range.IsFloating
            ? new PackageDependency(package, Version(range.MinVersion), Version(range.MaxVersion)) { IncludesLeast = range.IsMinInclusive, IncludesMost = range.IsMaxInclusive }
            : null;
    }

    private static PackageVersion? Version(NuGetVersion? version) =>
        PackageVersion.TryParse(Ecosystem.NuGet, version?.ToNormalizedString(), out PackageVersion? read) ? read : null;
}
