using PackageWall.Feeds.Documents;

namespace PackageWall.Core.Documents;

/// <summary>
/// When a version was published, where its files have dates of their own: with the first of them. A file that was added later has a
/// cool-off of its own, so that it neither inherits the version's age nor takes the version back.
/// </summary>
internal static class UpstreamDates
{
    /// <summary>The date, or null when the upstream does not state one for every file.</summary>
    public static DateTimeOffset? Of(UpstreamVersion version) => version.PublishedAt is null
        ? null
        : version.Artifacts.Min(artifact => artifact.UploadedAt) ?? version.PublishedAt;
}
