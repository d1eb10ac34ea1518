using PackageWall.Core.Documents;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;
using Semver;

namespace PackageWall.Core.Prefetch;

/// <summary>Which version of a package npm takes for a range, as its own choice does: the tag <c>latest</c> if it fits, else the highest, not a deprecated one if it can.</summary>
internal static class NpmRange
{
    private const int LongestRange = 256;

    /// <summary>The range that stands for "no range known".</summary>
    public const string Latest = "latest";

    /// <summary>The version, or null: none fits, or the range is not one (a tag, an address, an alias).</summary>
    public static UpstreamVersion? Pick(PackageView view, string range)
    {
        UpstreamPackage package = view.Document.Package;
        UpstreamVersion? latest = view.Document.Package.Tags.TryGetValue(Latest, out string? tagged)
            ? package.Versions.FirstOrDefault(version => version.Spelling == tagged && !view.Withheld.ContainsKey(version.Version.Value))
            : null;
        if (range == Latest)
        {
            return latest;
        }

        if (!SemVersionRange.TryParseNpm(range, out SemVersionRange? wanted, LongestRange))
        {
            return null;
        }

        if (latest is not null && Fits(wanted, latest.Version))
        {
            return latest;
        }

        UpstreamVersion? best = null;
        foreach (UpstreamVersion version in package.Versions)
        {
            bool isBetter = best is null
                || (version.Deprecated is null == best.Deprecated is null ? version.Version > best.Version : version.Deprecated is null);
            if (isBetter && !view.Withheld.ContainsKey(version.Version.Value) && Fits(wanted, version.Version))
            {
                best = version;
            }
        }

        return best;
    }

    /// <summary>Whether one version fits a range.</summary>
    public static bool Fits(string range, PackageVersion version) =>
        SemVersionRange.TryParseNpm(range, out SemVersionRange? wanted, LongestRange) && Fits(wanted, version);

    private static bool Fits(SemVersionRange range, PackageVersion version) =>
        SemVersion.TryParse(version.Value, SemVersionStyles.Strict, out SemVersion? plain) && range.Contains(plain);
}
