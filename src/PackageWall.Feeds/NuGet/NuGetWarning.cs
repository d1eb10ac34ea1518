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
    public static string? For(UpstreamPackage package, DocumentView view)
    {
        List<PackageVersion> visible = [.. NuGetVisible.Versions(package, view)];
        PackageVersion? newest = visible.Count > 0 ? visible[^1] : null;
        PackageVersion? newestStable = visible.FindLast(version => !version.IsPrerelease);
        List<WithheldVersion> newer = [.. package.Versions
            .Select(version => view.Withheld.GetValueOrDefault(version.Version.Value))
            .OfType<WithheldVersion>()
            .Where(withheld => (withheld.Version.IsPrerelease ? newest : newestStable) is not { } shown || withheld.Version > shown)];
        if (newer.Count == 0)
        {
            return null;
        }

        // The newest stable one is what most people expected to get.
        PackageVersion first = WithheldSentence.Newest(newer.Select(withheld => withheld.Version))!;
        string sentence = WithheldSentence.For(package.Name, newer.Find(withheld => withheld.Version == first)!, newestStable ?? newest);
        string more = newer.Count == 1 ? "" : $" ({newer.Count - 1} more withheld)";
        return RefusalText.Clean(sentence + more, MaxLength);
    }
}
