namespace PackageWall.Cli.Review;

/// <summary>A version named on the command line: <c>feed package@version</c> or <c>feed package version</c>.</summary>
internal sealed record ReviewTarget(string Feed, string Package, string Version)
{
    /// <summary>Its address under the API.</summary>
    public string Path => $"api/versions/{Uri.EscapeDataString(Feed)}/{Uri.EscapeDataString(Package)}/{Uri.EscapeDataString(Version)}";

    /// <summary>Reads the words; null when they do not name a version.</summary>
    public static ReviewTarget? Parse(IReadOnlyList<string> words)
    {
        switch (words)
        {
            case [{ Length: > 0 } feed, { Length: > 0 } package, { Length: > 0 } version]:
                return new ReviewTarget(feed, package, version);
            case [{ Length: > 0 } feed, { Length: > 0 } both]:
                // The at sign of an npm scope stands first; the version's stands last.
                int at = both.LastIndexOf('@');
                return at > 0 && at < both.Length - 1 ? new ReviewTarget(feed, both[..at], both[(at + 1)..]) : null;
            default:
                return null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Feed} {Package}@{Version}";
}
