using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>An advisory of our own about a version that was blocked or recalled, so that <c>npm audit</c> names it where it is already installed.</summary>
/// <param name="Package">The package.</param>
/// <param name="Version">The one version.</param>
/// <param name="Title">One line: <c>PackageWall blocked this version: …</c>.</param>
/// <param name="Link">The page that explains it, absolute.</param>
public sealed record WallAdvisory(PackageName Package, PackageVersion Version, string Title, Uri Link)
{
    /// <summary>npm's word: <c>critical</c>, <c>high</c>, <c>moderate</c>, <c>low</c> or <c>info</c>.</summary>
    public string Severity { get; init; } = "critical";

    /// <summary>A number that stays the same for a version and is above those that registries give (clients key advisories by number).</summary>
    public int Id
    {
        get
        {
            // FNV-1a, 32 bits: the in-box hash of strings differs from run to run.
            uint hash = 2166136261;
            foreach (char c in $"{Package}@{Version}")
            {
                hash = (hash ^ c) * 16777619;
            }

            return (int)(0x4000_0000 | (hash & 0x3FFF_FFFF));
        }
    }
}
