using System.Diagnostics.CodeAnalysis;
using PackageWall.Core.Feeds;
using PackageWall.Core.Versions;
using PackageWall.Packages;

namespace PackageWall.Server.Endpoints;

/// <summary>Reads <c>{feed}/{package}/{version}</c>, where the package is one encoded segment (<c>%40scope%2Fname</c>) or an npm scope in two.</summary>
internal static class VersionPath
{
    /// <summary>Reads the last segments of a raw path; false with a sentence when it names no version.</summary>
    public static bool TryParse(FeedCatalog feeds, string rawPath, [NotNullWhen(true)] out VersionKey? key, out string error)
    {
        key = null;
        string[] parts = [.. rawPath.Trim('/').Split('/').Select(Uri.UnescapeDataString)];
        if (parts.Length is < 3 or > 4)
        {
            error = "write {feed}/{package}/{version}";
            return false;
        }

        if (feeds.Find(parts[0]) is not { } feed)
        {
            error = $"there is no feed '{parts[0]}'; there are {string.Join(", ", feeds.All.Select(f => f.Name))}";
            return false;
        }

        string name = parts.Length == 4 ? $"{parts[1]}/{parts[2]}" : parts[1];
        if (!PackageName.TryParse(feed.Ecosystem, name, out PackageName? package))
        {
            error = $"'{name}' is not a package name of {feed.Ecosystem.Name()}";
            return false;
        }

        if (!PackageVersion.TryParse(feed.Ecosystem, parts[^1], out PackageVersion? version))
        {
            error = $"'{parts[^1]}' is not a version of {feed.Ecosystem.Name()}";
            return false;
        }

        error = "";
        key = new VersionKey(feed.Name, package, version);
        return true;
    }
}
