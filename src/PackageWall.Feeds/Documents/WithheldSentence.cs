using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Feeds.Documents;

/// <summary>What a document says of a version that it withholds: the same sentence that a refusal of its file would print.</summary>
internal static class WithheldSentence
{
    /// <summary>One line of printable ASCII: <c>PackageWall: demo 1.2.0 is cooling until … (…); newest allowed: 1.1.0; see http://…</c></summary>
    public static string For(PackageName package, WithheldVersion withheld, PackageVersion? alternative) => new Refusal
    {
        Feed = package.Ecosystem.Name(),
        Package = package,
        Version = withheld.Version,
        Reason = withheld.Reason,
        Because = withheld.Because,
        Until = withheld.Until,
        Alternative = alternative,
        Link = withheld.Link,
    }.Sentence;

    /// <summary>The newest of the versions that is no prerelease, or the newest of all when there are only prereleases; null when there are none.</summary>
    public static PackageVersion? Newest(IEnumerable<PackageVersion> versions)
    {
        PackageVersion? newest = null;
        foreach (PackageVersion version in versions)
        {
            if (newest is null || (newest.IsPrerelease == version.IsPrerelease ? version > newest : newest.IsPrerelease))
            {
                newest = version;
            }
        }

        return newest;
    }
}
