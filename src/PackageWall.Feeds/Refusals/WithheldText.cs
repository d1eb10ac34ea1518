using System.Text;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Feeds.Refusals;

/// <summary>The words about all withheld versions of a package in one message, for clients that print one message per package.</summary>
public static class WithheldText
{
    private const int Named = 5;
    private const int MaxLength = 1800;

    /// <summary>
    /// <c>PackageWall: 1.2.0 is cooling until 2026-11-27 10:30 UTC (…); 1.1.9 is held for review (…); and 3 more; newest allowed: 1.1.0; see http://…</c>:
    /// releases before prereleases and the newest of each first, at most five named, one line of printable ASCII.
    /// </summary>
    /// <param name="withheld">What is withheld, in any order.</param>
    /// <param name="newestAllowed">The way on, or null.</param>
    /// <param name="unreadable">How many more are left out because the upstream's entry cannot be read.</param>
    public static string Message(IEnumerable<WithheldVersion> withheld, PackageVersion? newestAllowed, int unreadable = 0)
    {
        WithheldVersion[] ordered = [.. withheld];
        Array.Sort(ordered, NewestReleaseFirst);
        var text = new StringBuilder("PackageWall: ");
        string separator = "";
        foreach (WithheldVersion version in ordered.AsSpan(0, Math.Min(Named, ordered.Length)))
        {
            text.Append(separator).Append(version.Version).Append(" is ").Append(RefusalText.State(version.Reason, version.Until));
            text.Append(" (").Append(RefusalText.Clean(version.Because, 200)).Append(')');
            separator = "; ";
        }

        if (ordered.Length > Named)
        {
            text.Append(separator).Append("and ").Append(ordered.Length - Named).Append(" more");
        }

        if (unreadable > 0)
        {
            text.Append(separator).Append(unreadable == 1 ? "1 version" : unreadable + " versions");
            text.Append(" cannot be read from the upstream's document");
            separator = "; ";
        }

        text.Append(separator).Append(newestAllowed is null ? "no version is allowed yet" : $"newest allowed: {newestAllowed}");
        if (ordered.Length > 0)
        {
            text.Append("; see ").Append(ordered[0].Link.AbsoluteUri);
        }

        return RefusalText.Clean(text.ToString(), MaxLength);
    }

    // Packages with nightly builds have more prereleases than anybody asks for; a release that waits must be among those named.
    private static int NewestReleaseFirst(WithheldVersion left, WithheldVersion right)
    {
        int kind = left.Version.IsPrerelease.CompareTo(right.Version.IsPrerelease);
        return kind != 0 ? kind : right.Version.CompareTo(left.Version);
    }
}
