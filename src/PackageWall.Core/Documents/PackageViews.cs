using System.Collections.Concurrent;
using PackageWall.Core.Feeds;
using PackageWall.Core.Policy;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Core.Documents;

/// <summary>Joins upstream documents with standings, and keeps the result until the document, a record or time changes it.</summary>
public sealed class PackageViews(StandingBook book, VersionLedger ledger, WallAddress address, TimeProvider time)
{
    private const int MaxViews = 10_000;
    private readonly ConcurrentDictionary<(string Feed, PackageName Package), PackageView> _views = new();

    /// <summary>The view of a package now.</summary>
    public async ValueTask<PackageView> GetAsync(Feed feed, PackageDocument document)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(document);
        PackageName package = document.Package.Name;
        PackageStandings standings = await book.GetAsync(feed.Name, package).ConfigureAwait(false);
        DateTimeOffset now = time.GetUtcNow();
        (string, PackageName) key = (feed.Name, package);
        if (_views.TryGetValue(key, out PackageView? known)
            && known.Standings.Epoch == standings.Epoch
            && known.Document.Revision == document.Revision
            && known.Document.IsStale == document.IsStale
            && !(known.ChangesAt <= now))
        {
            return known;
        }

        List<PackageVersion> undated = FirstSights(feed, document, standings);
        if (undated.Count > 0)
        {
            standings = await ledger.RecordFirstSightAsync(feed, package, undated).ConfigureAwait(false);
        }

        PackageView view = Build(feed, document, standings, now);
        if (_views.Count >= MaxViews)
        {
            _views.Clear();
        }

        _views[key] = view;
        return view;
    }

    /// <summary>What the policy is asked about a version of a document that may or may not have a record.</summary>
    public static PolicyQuestion Question(Feed feed, UpstreamVersion version, PackageName package, VersionRecord? record)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(version);
        if (record is null)
        {
            return new PolicyQuestion
            {
                Package = package,
                Version = version.Version,
                Policy = feed.Definition.Policy,
                PublishedAt = UpstreamDates.Of(version),
                IsDatedByItsPackage = feed.PackagesDateThemselves,
            };
        }

        // The first date that was stated counts: an upstream that later tells an older one does not shorten the wait.
        PolicyQuestion question = VersionLedger.Question(feed, record);
        return question with { PublishedAt = record.PublishedAt ?? UpstreamDates.Of(version) };
    }

    private PackageView Build(Feed feed, PackageDocument document, PackageStandings standings, DateTimeOffset now)
    {
        PackageName package = document.Package.Name;
        var withheld = new Dictionary<string, WithheldVersion>(StringComparer.Ordinal);
        var withheldFiles = new Dictionary<string, WithheldVersion>(StringComparer.Ordinal);
        var toInspect = new List<UpstreamVersion>();
        PackageVersion? newestRelease = null;
        PackageVersion? newestOther = null;
        DateTimeOffset? changesAt = null;
        foreach (UpstreamVersion version in document.Package.Versions)
        {
            VersionRecord? record = standings.Records.GetValueOrDefault(version.Version.Value);
            Standing standing = StandingPolicy.Decide(Question(feed, version, package, record), now);
            if (standing.Until is { } until && until > now && !(changesAt <= until))
            {
                changesAt = until;
            }

            if (standing.IsVisible)
            {
                newestRelease = !version.Version.IsPrerelease ? Later(newestRelease, version.Version) : newestRelease;
                newestOther = version.Version.IsPrerelease ? Later(newestOther, version.Version) : newestOther;
                YoungFiles(feed, version, package, record, now, withheldFiles, ref changesAt);
                continue;
            }

            var key = new VersionKey(feed.Name, package, version.Version);
            withheld[version.Version.Value] =
                new WithheldVersion(version.Version, standing.Refusal ?? RefusalReason.Held, standing.Because, standing.Until, address.Why(key));
            if (standing.Kind == StandingKind.Cooling && record is not { Artifacts.Count: > 0 })
            {
                toInspect.Add(version);
            }
        }

        return new PackageView
        {
            Document = document,
            Standings = standings,
            Withheld = withheld,
            WithheldFiles = withheldFiles,
            Newest = newestRelease ?? newestOther,
            ToInspect = [.. toInspect.OrderByDescending(version => version.Version)],
            ChangesAt = changesAt,
        };
    }

    private void YoungFiles(
        Feed feed,
        UpstreamVersion version,
        PackageName package,
        VersionRecord? record,
        DateTimeOffset now,
        Dictionary<string, WithheldVersion> withheld,
        ref DateTimeOffset? changesAt)
    {
        if (version.Artifacts.Count < 2)
        {
            return;
        }

        PolicyQuestion question = Question(feed, version, package, record);
        foreach (UpstreamArtifact artifact in version.Artifacts)
        {
            if (StandingPolicy.FileCooling(question, artifact.UploadedAt, now) is { Until: { } until } cooling)
            {
                changesAt = changesAt <= until ? changesAt : until;
                var key = new VersionKey(feed.Name, package, version.Version);
                withheld[artifact.FileName] = new WithheldVersion(version.Version, RefusalReason.Cooling, cooling.Because, until, address.Why(key));
            }
        }
    }

    // Where neither document nor package dates a version, its clock starts with its first sight, so that sight is written down.
    private static List<PackageVersion> FirstSights(Feed feed, PackageDocument document, PackageStandings standings)
    {
        bool all = feed.Definition.Policy.Clock == PackageWall.Feeds.Definitions.CoolOffClock.FirstSeen;
        return [.. document.Package.Versions
            .Where(version => (all || (version.PublishedAt is null && !feed.PackagesDateThemselves))
                && !standings.Records.ContainsKey(version.Version.Value))
            .Select(version => version.Version)
            .Distinct()];
    }

    private static PackageVersion Later(PackageVersion? left, PackageVersion right) => left is null || left < right ? right : left;
}
