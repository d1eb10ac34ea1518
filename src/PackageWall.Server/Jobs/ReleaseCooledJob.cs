using PackageWall.Core.Feeds;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using Quartz;

namespace PackageWall.Server.Jobs;

/// <summary>
/// Writes down what time has decided: versions whose cool-off is over change their recorded standing and are told about. The gate
/// and the documents do not wait for this; they ask the policy themselves.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class ReleaseCooledJob(IVersionStore store, VersionLedger ledger, FeedCatalog feeds, TimeProvider time, ILogger<ReleaseCooledJob> log) : IJob
{
    private const int Batch = 200;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        foreach (VersionRecord due in await store.DueAsync(time.GetUtcNow(), Batch, cancellationToken).ConfigureAwait(false))
        {
            if (feeds.Find(due.Key.Feed) is { } feed)
            {
                VersionRecord after = await ledger.ChangeAsync(feed, due.Key.Package, due.Key.Version, same => same, []).ConfigureAwait(false);
                LogDue(due.Key.ToString(), after.Standing.Kind);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "The time of {Version} is over: {Standing}")]
    private partial void LogDue(string version, StandingKind standing);
}
