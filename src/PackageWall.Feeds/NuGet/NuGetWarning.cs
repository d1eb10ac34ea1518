using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Feeds.NuGet;

/// <summary>The text of <c>X-NuGet-Warning</c>, which NuGet prints for any answer that carries it, also for a list with status 200.</summary>
public static class NuGetWarning
{
    private const int MaxLength = 700;

    /// <summary>
    /// One line of printable ASCII when something newer than what is shown is withheld, or everything is; else null. A stable
    /// version counts as newer when no visible stable one is, because restore does not take prereleases by itself.
    /// </summary>
    /// <param name="package">The package.</param>
    /// <param name="withheld">Its versions that are not given out, by normalised version.</param>
    public static string? For(UpstreamPackage package, IReadOnlyDictionary<string, WithheldVersion> withheld)
    {
        if (withheld.Count == 0)
        {
            return null;
        }

        PackageVersion? newest = null;
        PackageVersion? newestStable = null;
        foreach (UpstreamVersion version in package.Versions)
        {
            if (NuGetVisible.Shows(version.Version, withheld))
            {
                newest = Later(newest, version.Version);
                newestStable = version.Version.IsPrerelease ? newestStable : Later(newestStable, version.Version);
            }
        }

        List<WithheldVersion> newer = [.. package.Versions
            .Select(version => withheld.GetValueOrDefault(version.Version.Value))
            .OfType<WithheldVersion>()
            .Where(hidden => (hidden.Version.IsPrerelease ? newest : newestStable) is not { } shown || hidden.Version > shown)];
        if (newer.Count == 0)
        {
            return null;
        }

        // The newest stable one is what most people expected to get.
        PackageVersion first = WithheldSentence.Newest(newer.Select(hidden => hidden.Version))!;
        string sentence = WithheldSentence.For(package.Name, newer.Find(hidden => hidden.Version == first)!, newestStable ?? newest);
        string more = newer.Count == 1 ? "" : $" ({newer.Count - 1} more withheld)";
        return RefusalText.Clean(sentence + more, MaxLength);
    }

    private static PackageVersion Later(PackageVersion? left, PackageVersion right) => left is null || left < right ? right : left;
}
