using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>
/// The tags of a package over its visible versions. A tag whose target is withheld goes to the highest visible version that is not
/// above it, of the same kind (release or prerelease) and, except for <c>latest</c>, of the same major number; what is not deprecated
/// is preferred. A tag with no such version is dropped: a tag that points nowhere breaks half of the clients. Publish dates play no
/// part, because a later fix of an older line would become <c>latest</c>.
/// </summary>
public static class NpmDistTags
{
    /// <summary>The tags, each with a visible version as the document spells it, in the upstream's order.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Recompute(UpstreamPackage package, DocumentView view)
    {
        HashSet<string> visible = VisibleTargets(package, view);
        UpstreamVersion[]? ordered = null;
        var tags = new List<KeyValuePair<string, string>>(package.Tags.Count);
        foreach ((string tag, string target) in package.Tags)
        {
            if (visible.Contains(target))
            {
                tags.Add(new(tag, target));
            }
            else if (PackageVersion.TryParse(Ecosystem.Npm, target, out PackageVersion? version))
            {
                ordered ??= Ordered(Visible(package, view));
                if (Substitute(ordered, version, tag == "latest") is { } found)
                {
                    tags.Add(new(tag, found.Spelling));
                }
            }
        }

        return tags;
    }

    /// <summary>
    /// The version to name as the newest allowed: what <c>latest</c> points to, else the highest visible release, else the highest
    /// visible prerelease; null when none is visible.
    /// </summary>
    public static PackageVersion? NewestAllowed(UpstreamPackage package, DocumentView view) =>
        NewestAllowed(package, view, Recompute(package, view));

    /// <inheritdoc cref="NewestAllowed(UpstreamPackage, DocumentView)"/>
    internal static PackageVersion? NewestAllowed(
        UpstreamPackage package, DocumentView view, IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        foreach ((string tag, string target) in tags)
        {
            if (tag == "latest" && PackageVersion.TryParse(Ecosystem.Npm, target, out PackageVersion? latest))
            {
                return latest;
            }
        }

        UpstreamVersion[] ordered = Ordered(Visible(package, view));
        return (ordered.LastOrDefault(version => !version.Version.IsPrerelease) ?? ordered.LastOrDefault())?.Version;
    }

    private static HashSet<string> VisibleTargets(UpstreamPackage package, DocumentView view)
    {
        var targets = new HashSet<string>(package.Tags.Values, StringComparer.Ordinal);
        var visible = new HashSet<string>(targets.Count, StringComparer.Ordinal);
        if (targets.Count > 0)
        {
            foreach (UpstreamVersion version in package.Versions)
            {
                if (targets.Contains(version.Spelling) && IsVisible(version, view))
                {
                    visible.Add(version.Spelling);
                }
            }
        }

        return visible;
    }

    private static IEnumerable<UpstreamVersion> Visible(UpstreamPackage package, DocumentView view) =>
        package.Versions.Where(version => IsVisible(version, view));

    private static bool IsVisible(UpstreamVersion version, DocumentView view) => !view.Withheld.ContainsKey(version.Version.Value);

    private static UpstreamVersion[] Ordered(IEnumerable<UpstreamVersion> versions)
    {
        UpstreamVersion[] ordered = [.. versions];
        Array.Sort(ordered, static (left, right) => left.Version.CompareTo(right.Version));
        return ordered;
    }

    private static UpstreamVersion? Substitute(UpstreamVersion[] ordered, PackageVersion target, bool isLatest)
    {
        UpstreamVersion? deprecated = null;
        UpstreamVersion? otherKind = null;
        for (int i = LastAtOrBelow(ordered, target); i >= 0; i--)
        {
            UpstreamVersion candidate = ordered[i];
            if (!isLatest && candidate.Version.Major != target.Major)
            {
                // Sorted: everything below is of a lower line too.
                break;
            }

            if (candidate.Version.IsPrerelease != target.IsPrerelease)
            {
                otherKind = Better(otherKind, candidate);
            }
            else if (candidate.Deprecated is null)
            {
                return candidate;
            }
            else
            {
                deprecated ??= candidate;
            }
        }

        return deprecated ?? (isLatest ? otherKind : null);
    }

    // The higher one stands first; a lower one is better only when it is not deprecated and the higher one is.
    private static UpstreamVersion Better(UpstreamVersion? higher, UpstreamVersion lower) =>
        higher is null || (higher.Deprecated is not null && lower.Deprecated is null) ? lower : higher;

    private static int LastAtOrBelow(UpstreamVersion[] ordered, PackageVersion target)
    {
        (int low, int high) = (0, ordered.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = ordered[middle].Version <= target ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
