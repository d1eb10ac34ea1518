using MediatR;
using PackageWall.Core.Audit;
using PackageWall.Core.Feeds;
using PackageWall.Core.Policy;
using PackageWall.Core.Versions;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;

namespace PackageWall.Core.Standings;

/// <summary>
/// The only place where records change. Each change is computed on the newest record, gets its standing from the policy, is written
/// with its log entries in one commit, and is only then seen by the gate.
/// </summary>
public sealed class VersionLedger(IVersionStore store, StandingBook book, IMediator mediator, TimeProvider time) : IDisposable
{
    private const int Stripes = 256;

    // Changes of one package go one after the other; packages share a fixed number of locks, so that memory stays bounded.
    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Changes one record and returns it as written.</summary>
    /// <param name="feed">Whose rules decide.</param>
    /// <param name="package">The package.</param>
    /// <param name="version">The version.</param>
    /// <param name="change">Given the record as it is (a fresh one when there was none), returns it as it should be.</param>
    /// <param name="events">Entries for the log; the change of standing is added by itself.</param>
    /// <param name="report">A report to keep with it.</param>
    /// <param name="actor">Who causes a change of standing.</param>
    public async Task<VersionRecord> ChangeAsync(
        Feed feed,
        PackageName package,
        PackageVersion version,
        Func<VersionRecord, VersionRecord> change,
        IReadOnlyList<AuditEvent> events,
        InspectionReport? report = null,
        string actor = "policy")
    {
        SemaphoreSlim stripe = Stripe(feed, package);
        await stripe.WaitAsync().ConfigureAwait(false);
        VersionRecord after;
        Standing before;
        try
        {
            var key = new VersionKey(feed.Name, package, version);
            PackageStandings standings = await book.GetAsync(feed.Name, package).ConfigureAwait(false);
            VersionRecord now = standings.Records.GetValueOrDefault(version.Value)
                ?? new VersionRecord { Key = key, FirstSeenAt = time.GetUtcNow(), Standing = Standing.Unseen };
            before = now.Standing;
            after = change(now);
            after = after with { Revision = now.Revision + 1, Standing = StandingPolicy.Decide(Question(feed, after), time.GetUtcNow()) };
            bool changed = after.Standing.Kind != before.Kind;
            await store.CommitAsync(
                new VersionCommit
                {
                    Versions = [after],
                    Reports = report is null ? [] : [report],
                    Events = changed ? [.. events, Change(after, before, actor)] : events,
                },
                CancellationToken.None).ConfigureAwait(false);
            await book.PutAsync(after, changed).ConfigureAwait(false);
        }
        finally
        {
            stripe.Release();
        }

        if (after.Standing.Kind != before.Kind)
        {
            await mediator.Publish(new StandingChanged(after, before)).ConfigureAwait(false);
        }

        return after;
    }

    /// <summary>Writes down that versions were seen for the first time, all in one commit, and returns the records as they are then.</summary>
    public async Task<PackageStandings> RecordFirstSightAsync(Feed feed, PackageName package, IReadOnlyList<PackageVersion> versions)
    {
        SemaphoreSlim stripe = Stripe(feed, package);
        await stripe.WaitAsync().ConfigureAwait(false);
        try
        {
            PackageStandings standings = await book.GetAsync(feed.Name, package).ConfigureAwait(false);
            VersionRecord[] fresh = [.. versions
                .Where(version => !standings.Records.ContainsKey(version.Value))
                .Select(version => new VersionRecord
                {
                    Key = new VersionKey(feed.Name, package, version),
                    FirstSeenAt = time.GetUtcNow(),
                    Standing = Standing.Unseen,
                    Revision = 1,
                })
                .Select(record => record with { Standing = StandingPolicy.Decide(Question(feed, record), time.GetUtcNow()) })];
            if (fresh.Length > 0)
            {
                var seen = new AuditEvent(
                    time.GetUtcNow(),
                    "policy",
                    "versions.first-seen",
                    $"{feed.Name} {PackageUrl.For(package)}",
                    $"{fresh.Length} version(s) without a date: their clock starts now");
                await store.CommitAsync(new VersionCommit { Versions = fresh, Events = [seen] }, CancellationToken.None).ConfigureAwait(false);
                foreach (VersionRecord record in fresh)
                {
                    await book.PutAsync(record, standingChanged: true).ConfigureAwait(false);
                }
            }

            return await book.GetAsync(feed.Name, package).ConfigureAwait(false);
        }
        finally
        {
            stripe.Release();
        }
    }

    /// <summary>What the policy is asked about a record.</summary>
    public static PolicyQuestion Question(Feed feed, VersionRecord record) => new()
    {
        Package = record.Key.Package,
        Version = record.Key.Version,
        Policy = feed.Definition.Policy,
        PublishedAt = record.PublishedAt,
        FirstSeenAt = record.FirstSeenAt,
        IsDatedByItsPackage = feed.PackagesDateThemselves && record.Artifacts.Count == 0,
        Artifacts = record.Artifacts,
        Reviews = record.Reviews,
        WasReleased = record.Standing.Kind is StandingKind.Released or StandingKind.Recalled,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SemaphoreSlim stripe in _stripes)
        {
            stripe.Dispose();
        }
    }

    /// <summary>The subject of a log entry about a version.</summary>
    public static string Subject(VersionKey key) => $"{key.Feed} {PackageUrl.For(key.Package, key.Version)}";

    private SemaphoreSlim Stripe(Feed feed, PackageName package) => _stripes[(uint)HashCode.Combine(feed.Name, package) % Stripes];

    private AuditEvent Change(VersionRecord after, Standing before, string actor) => new(
        time.GetUtcNow(),
        actor,
        "standing.changed",
        Subject(after.Key),
        $"{before.Kind} -> {after.Standing.Kind}: {after.Standing.Because}");
}
