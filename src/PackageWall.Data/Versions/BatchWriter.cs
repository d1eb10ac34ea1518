using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PackageWall.Core.Audit;
using PackageWall.Core.Versions;
using PackageWall.Data.Model;

namespace PackageWall.Data.Versions;

/// <summary>Writes many commits in one transaction. No two of them may hold the same version.</summary>
internal sealed class BatchWriter(IWallDatabase database)
{
    // Compiled once, because it runs for every version that is written. A compiled query belongs to one model, hence not static.
    private readonly Func<WallDbContext, string, string, string, Task<long>> _storedRevision =
        EF.CompileAsyncQuery((WallDbContext context, string feed, string package, string version) => context.Versions
            .Where(row => row.Feed == feed && row.Package == package && row.Version == version)
            .Select(row => row.Revision)
            .FirstOrDefault());

    public async Task<BatchOutcome> TryWriteAsync(IReadOnlyList<PendingCommit> batch)
    {
        bool isCommitting = false;
        try
        {
            await using WallDbContext context = database.Open();
            context.ChangeTracker.AutoDetectChangesEnabled = false;
            await using IDbContextTransaction transaction = await database.BeginWriteAsync(context, CancellationToken.None);
            Dictionary<PendingCommit, VersionKey> conflicts = await StageAsync(context, batch);
            await context.SaveChangesAsync();
            isCommitting = true;
            await transaction.CommitAsync();
            return new BatchOutcome.Written(conflicts);
        }
#pragma warning disable CA1031 // Whatever it is, the askers hear of it, and the writer goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return isCommitting ? new BatchOutcome.Unknown(e) : new BatchOutcome.Failed(e);
        }
    }

    private async Task<Dictionary<PendingCommit, VersionKey>> StageAsync(WallDbContext context, IReadOnlyList<PendingCommit> batch)
    {
        var conflicts = new Dictionary<PendingCommit, VersionKey>();
        AuditRow? lastRow = await context.Audit.OrderByDescending(row => row.Sequence).FirstOrDefaultAsync();
        AuditEntry? last = lastRow?.ToEntry();
        foreach (PendingCommit commit in batch)
        {
            if (await FindConflictAsync(context, commit) is { } key)
            {
                conflicts.Add(commit, key);
                continue;
            }

            foreach ((_, VersionRow row) in commit.Versions)
            {
                Stage(context, row);
            }

            foreach (ReportRow report in commit.Reports)
            {
                // The same artifact inspected again replaces its report. Both databases read this statement.
                await context.Database.ExecuteSqlAsync(
                    $"INSERT INTO reports (sha256, content) VALUES ({report.Sha256}, {report.Content}) ON CONFLICT (sha256) DO UPDATE SET content = excluded.content");
            }

            foreach (AuditEvent e in commit.Events)
            {
                last = AuditChain.Append(last, e);
                context.Audit.Add(AuditRow.From(last));
            }
        }

        return conflicts;
    }

    // The write lock is held: what is read here stays true until the end of the transaction.
    private async Task<VersionKey?> FindConflictAsync(WallDbContext context, PendingCommit commit)
    {
        foreach ((VersionKey key, VersionRow row) in commit.Versions)
        {
            if (await _storedRevision(context, row.Feed, row.Package, row.Version) != row.Revision - 1)
            {
                return key;
            }
        }

        return null;
    }

    private static void Stage(WallDbContext context, VersionRow row)
    {
        if (row.Revision == 1)
        {
            context.Versions.Add(row);
            return;
        }

        var entry = context.Versions.Update(row);
        entry.Property(r => r.Revision).OriginalValue = row.Revision - 1;
    }
}
