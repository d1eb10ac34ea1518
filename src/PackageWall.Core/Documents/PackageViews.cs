using System.Globalization;
using PackageWall.Core.Caching;
using PackageWall.Core.Feeds;
using PackageWall.Core.Gate;
using PackageWall.Core.Policy;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.NuGet;
using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Core.Documents;

/// <summary>Joins upstream documents with standings, and keeps the result until the document, a record or time changes it.</summary>
public sealed class PackageViews(StandingBook book, VersionLedger ledger, WallAddress address, TimeProvider time)
{
    /// <summary>Some thousands of packages: an entry is a digest, a time and a sentence.</summary>
    private const long MaxGlimpses = 4 << 20;

    private const int GlimpseSize = 600;

    private readonly ClockCache<(string Feed, PackageName Package), ViewGlimpse> _glimpses = new(MaxGlimpses);

    /// <summary>What is left of the view of a package whose document had to leave memory; null when there is nothing, or it no longer holds.</summary>
    public ViewGlimpse? Glimpse(Feed feed, PackageName package)
    {
        ArgumentNullException.ThrowIfNull(feed);
        if (feed.Source.Peek(package) is not { } source
            || !_glimpses.TryGet((feed.Name, package), out ViewGlimpse? glimpse)
            || glimpse.Source != source
            || glimpse.ChangesAt <= time.GetUtcNow())
        {
            return null;
        }

        ValueTask<PackageStandings> reading = book.GetAsync(feed.Name, package);
        return reading.IsCompletedSuccessfully && reading.Result.Epoch == glimpse.Epoch ? glimpse : null;
    }

    /// <summary>The view of a package now; without a wait when nothing has changed.</summary>
    public ValueTask<PackageView> GetAsync(Feed feed, PackageDocument document)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(document);
        ValueTask<PackageStandings> reading = book.GetAsync(feed.Name, document.Package.Name);
        if (!reading.IsCompletedSuccessfully)
        {
            return new ValueTask<PackageView>(LoadAsync(feed, document, reading));
        }

        PackageStandings standings = reading.Result;
        return Known(document, standings) is { } known
            ? new ValueTask<PackageView>(known)
            : new ValueTask<PackageView>(MakeAsync(feed, document, standings));
    }

    /// <summary>
    /// Whether nothing withholds a version, seen without a view of its whole package: a lock file asks for one version of each package, and
    /// a view decides on all. False when something does, or when only the view can say.
    /// </summary>
    public bool IsPlainlyVisible(Feed feed, PackageDocument document, PackageStandings standings, UpstreamVersion version)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(standings);
        ArgumentNullException.ThrowIfNull(version);
        if (Known(document, standings) is not null || FirstSights(feed, document, standings).Count > 0)
        {
            return false;
        }

        PackageName package = document.Package.Name;
        DateTimeOffset now = time.GetUtcNow();
        foreach (UpstreamVersion other in document.Package.Versions)
        {
            // Files may have times of their own, and views tell versions apart by their normalised text, however often a document has it.
            if (other.Artifacts.Count > 1
                || (other.Version.Value == version.Version.Value
                    && !StandingPolicy.Decide(Question(feed, other, package, standings.Records.GetValueOrDefault(other.Version.Key)), now).IsVisible))
            {
                return false;
            }
        }

        return true;
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

    // Decisions and time count at each answer, however old the document is: a view never outlives a change of either.
    private PackageView? Known(PackageDocument document, PackageStandings standings) =>
        document.LastView is { } view
        && ReferenceEquals(view.Standings, standings)
        && ReferenceEquals(view.Document, document)
        && !(view.ChangesAt <= time.GetUtcNow())
            ? view
            : null;

    private async Task<PackageView> LoadAsync(Feed feed, PackageDocument document, ValueTask<PackageStandings> reading) =>
        await MakeAsync(feed, document, await reading.ConfigureAwait(false)).ConfigureAwait(false);

    private async Task<PackageView> MakeAsync(Feed feed, PackageDocument document, PackageStandings standings)
    {
        PackageName package = document.Package.Name;
        DateTimeOffset now = time.GetUtcNow();
        if (document.LastView is { } last
            && ReferenceEquals(last.Standings, standings)
            && last.Document.Revision == document.Revision
            && last.Document.IsStale == document.IsStale
            && !(last.ChangesAt <= now))
        {
            // Found unchanged by the upstream: the same versions, and only the time of the last contact is another.
            return Keep(feed, last with { Document = document });
        }

        List<PackageVersion> undated = FirstSights(feed, document, standings);
        if (undated.Count > 0)
        {
            standings = await ledger.RecordFirstSightAsync(feed, package, undated).ConfigureAwait(false);

            // Asked again, or the view would be of a moment before the sight and a wait of zero would not have ended yet.
            now = time.GetUtcNow();
        }

        PackageView view = Build(feed, document, standings, now);
        return Keep(feed, Notice(feed, view) is { } notice ? view with { FallbackNotice = notice } : view);
    }

    private static string? Notice(Feed feed, PackageView view) =>
        view.Document is NuGetDocument ? NuGetWarning.For(view.Document.Package, view.Withheld)
        : view.WithheldLatest is not null && view.Newest is not null
            ? RefusalWriter.For(feed, view.Document.Package.Name, view.WithheldLatest, view).Sentence
        : null;

    private PackageView Keep(Feed feed, PackageView view)
    {
        PackageDocument document = view.Document;
        var glimpse = new ViewGlimpse(new SourceState(document.Revision, document.IsStale), view.Standings.Epoch, view.Revision)
        {
            ChangesAt = view.ChangesAt,
            FallbackNotice = view.FallbackNotice,
        };
        _glimpses.Set((feed.Name, document.Package.Name), glimpse, GlimpseSize + (2 * (view.FallbackNotice?.Length ?? 0)));
        return document.LastView = view;
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
            VersionRecord? record = standings.Records.GetValueOrDefault(version.Version.Key);
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
            WithheldLatest = WithheldLatest(document.Package, withheld),
            Revision = Revision(document, standings, withheld, withheldFiles),
        };
    }

    private static WithheldVersion? WithheldLatest(UpstreamPackage package, Dictionary<string, WithheldVersion> withheld) =>
        withheld.Count > 0
        && package.Tags.TryGetValue("latest", out string? latest)
        && PackageVersion.TryParse(package.Name.Ecosystem, latest, out PackageVersion? version)
            ? withheld.GetValueOrDefault(version.Value)
            : null;

    private static ViewRevision Revision(
        PackageDocument document,
        PackageStandings standings,
        Dictionary<string, WithheldVersion> withheld,
        Dictionary<string, WithheldVersion> withheldFiles)
    {
        IEnumerable<string?> Texts()
        {
            yield return document.Revision;
            yield return document.IsStale ? "stale" : "known";
            foreach ((string key, WithheldVersion version) in withheld.Concat(withheldFiles).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                yield return key;
                yield return version.Version.Value;
                yield return version.Reason.ToString();
                yield return version.Because;
                yield return version.Until?.UtcTicks.ToString(CultureInfo.InvariantCulture);
                yield return version.Link.AbsoluteUri;
            }

            // PyPI's pages name the metadata that was taken from inspected wheels.
            if (document is PyPiDocument)
            {
                foreach (ArtifactRecord artifact in standings.Records.Values.SelectMany(record => record.Artifacts).OrderBy(artifact => artifact.FileName, StringComparer.Ordinal))
                {
                    yield return artifact.FileName;
                    yield return artifact.MetadataSha256;
                }
            }
        }

        long? decidedAt = standings.DecidedAt is null ? 0 : standings.IsDecidedHere ? standings.DecidedAt.Value.UtcTicks : null;
        return new ViewRevision(DocumentRevision.OfAll(Texts()), decidedAt);
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
                && !standings.Records.ContainsKey(version.Version.Key))
            .Select(version => version.Version)
            .Distinct()];
    }

    private static PackageVersion Later(PackageVersion? left, PackageVersion right) => left is null || left < right ? right : left;
}
