using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Core.Gate;

/// <summary>Makes refusals: finds the newest version that is given out, so that every message names a way on.</summary>
public sealed class RefusalWriter(PackageViews views, StandingBook book, WallAddress address)
{
    /// <summary>The refusal of a version that a view withholds.</summary>
    public static Refusal For(Feed feed, PackageName package, WithheldVersion withheld, PackageView view)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(withheld);
        ArgumentNullException.ThrowIfNull(view);
        return new Refusal
        {
            Feed = feed.Name,
            Package = package,
            Version = withheld.Version,
            Reason = withheld.Reason,
            Because = withheld.Because,
            Until = withheld.Until,
            Alternative = view.Newest,
            Link = withheld.Link,
        };
    }

    /// <summary>The refusal of a recorded version.</summary>
    public async Task<Refusal> ForAsync(Feed feed, VersionRecord record, Standing standing, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(standing);
        return new Refusal
        {
            Feed = feed.Name,
            Package = record.Key.Package,
            Version = record.Key.Version,
            Reason = standing.Refusal ?? RefusalReason.Held,
            Because = standing.Because,
            Until = standing.Until,
            Alternative = await AlternativeAsync(feed, record.Key.Package, cancellation).ConfigureAwait(false),
            Link = address.Why(record.Key),
        };
    }

    /// <summary>The newest version that is given out; from the records alone when the upstream is away.</summary>
    public async Task<PackageVersion?> AlternativeAsync(Feed feed, PackageName package, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(feed);
        if (!feed.IsInternal(package)
            && await feed.Source.ReadAsync(package, cancellation).ConfigureAwait(false) is SourceAnswer.Known known)
        {
            return (await views.GetAsync(feed, known.Document).ConfigureAwait(false)).Newest;
        }

        PackageStandings standings = await book.GetAsync(feed.Name, package).ConfigureAwait(false);
        return standings.Records.Values
            .Where(record => record.Standing.Kind == StandingKind.Released)
            .OrderBy(record => record.Key.Version.IsPrerelease)
            .ThenByDescending(record => record.Key.Version)
            .FirstOrDefault()?.Key.Version;
    }
}
