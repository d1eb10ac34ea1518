using PackageWall.Core;
using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Core.Gate;
using PackageWall.Core.Policy;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Feeds.Documents;
using PackageWall.Inspection.Reports;

namespace PackageWall.Server.Endpoints.Why;

/// <summary>Finds out all that is known of a version.</summary>
internal sealed class VersionDescriber(
    FeedCatalog feeds,
    StandingBook book,
    IVersionStore store,
    PackageViews views,
    RefusalWriter refusals,
    WallAddress address,
    TimeProvider time)
{
    /// <summary>The description of a version, or null when neither the wall nor the upstream knows it.</summary>
    public async Task<VersionDescription?> DescribeAsync(VersionKey key, CancellationToken cancellation)
    {
        if (feeds.Find(key.Feed) is not { } feed)
        {
            return null;
        }

        PackageStandings standings = await book.GetAsync(key.Feed, key.Package).ConfigureAwait(false);
        if (standings.Records.TryGetValue(key.Version.Value, out VersionRecord? record))
        {
            return await DescribeAsync(feed, record, cancellation).ConfigureAwait(false);
        }

        if (feed.IsInternal(key.Package) || await feed.Source.ReadAsync(key.Package, cancellation).ConfigureAwait(false) is not SourceAnswer.Known known)
        {
            return null;
        }

        UpstreamVersion? version = known.Document.Package.Versions.FirstOrDefault(v => v.Version == key.Version);
        if (version is null)
        {
            return null;
        }

        PackageView view = await views.GetAsync(feed, known.Document).ConfigureAwait(false);
        Standing standing = StandingPolicy.Decide(PackageViews.Question(feed, version, key.Package, null), time.GetUtcNow());
        var unseen = new VersionRecord { Key = key, FirstSeenAt = time.GetUtcNow(), PublishedAt = version.PublishedAt, DateSource = DateSource.Document, Standing = standing };
        return VersionDescription.Of(unseen, standing, view.Newest, address.Why(key), []) with { FirstSeenAt = null };
    }

    /// <summary>The description of a recorded version, with its whole reports.</summary>
    public async Task<VersionDescription> DescribeAsync(Feed feed, VersionRecord record, CancellationToken cancellation)
    {
        var reports = new List<InspectionReport?>();
        foreach (ArtifactRecord artifact in record.Artifacts)
        {
            reports.Add(await store.ReadReportAsync(artifact.Sha256, cancellation).ConfigureAwait(false));
        }

        Standing standing = StandingPolicy.Decide(VersionLedger.Question(feed, record), time.GetUtcNow());
        return VersionDescription.Of(
            record,
            standing,
            await refusals.AlternativeAsync(feed, record.Key.Package, cancellation).ConfigureAwait(false),
            address.Why(record.Key),
            reports);
    }

    /// <summary>The description of a recorded version for lists: without reports and without asking the upstream.</summary>
    public VersionDescription Summarize(VersionRecord record) => VersionDescription.Of(record, record.Standing, null, address.Why(record.Key), []);
}
