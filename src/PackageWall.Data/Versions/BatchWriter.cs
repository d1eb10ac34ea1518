using System.Data.Common;
using PackageWall.Core.Audit;
using PackageWall.Core.Versions;
using PackageWall.Data.Connections;
using PackageWall.Data.Model;

namespace PackageWall.Data.Versions;

/// <summary>Writes many commits in one transaction. No two of them may hold the same version.</summary>
internal sealed class BatchWriter(IWallDatabase database)
{
    public async Task<BatchOutcome> TryWriteAsync(IReadOnlyList<PendingCommit> batch)
    {
        bool isCommitting = false;
        try
        {
            await using WallConnection connection = await database.Connections.RentAsync(CancellationToken.None);
            await using DbTransaction transaction = await database.BeginWriteAsync(connection, CancellationToken.None);
            Dictionary<PendingCommit, VersionKey> conflicts = await WriteAsync(connection, batch);
            isCommitting = true;
            await transaction.CommitAsync();
            connection.Done();
            return new BatchOutcome.Written(conflicts);
        }
#pragma warning disable CA1031 // Whatever it is, the askers hear of it, and the writer goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return isCommitting ? new BatchOutcome.Unknown(e) : new BatchOutcome.Failed(e);
        }
    }

    private static async Task<Dictionary<PendingCommit, VersionKey>> WriteAsync(WallConnection connection, IReadOnlyList<PendingCommit> batch)
    {
        var conflicts = new Dictionary<PendingCommit, VersionKey>();
        AuditEntry? last = await LastAsync(connection);
        foreach (PendingCommit commit in batch)
        {
            if (await WriteVersionsAsync(connection, commit) is { } key)
            {
                conflicts.Add(commit, key);
                continue;
            }

            foreach (ReportRow report in commit.Reports)
            {
                await connection.WriteAsync(VersionStatements.PutReport, report.Sha256, report.Content);
            }

            last = await WriteEventsAsync(connection, last, commit.Events);
        }

        return conflicts;
    }

    // The version that was changed by somebody else, and then nothing is written; null when all are.
    private static async Task<VersionKey?> WriteVersionsAsync(WallConnection connection, PendingCommit commit)
    {
        // A single one, as nearly every commit has, is written or not by its own statement; several need a look before the first is written.
        bool isSingle = commit.Versions.Count == 1;
        if (!isSingle && await FindConflictAsync(connection, commit) is { } conflict)
        {
            return conflict;
        }

        foreach ((VersionKey key, VersionRow row) in commit.Versions)
        {
            if (await connection.WriteAsync(row.Revision == 1 ? VersionStatements.Insert : VersionStatements.Update, VersionStatements.Values(row)) != 1)
            {
                return isSingle ? key : throw new InvalidOperationException($"{row.Feed}: {row.Package} {row.Version} changed while the write lock was held.");
            }
        }

        return null;
    }

    private static async Task<AuditEntry?> WriteEventsAsync(WallConnection connection, AuditEntry? last, IReadOnlyList<AuditEvent> events)
    {
        for (int at = 0; at < events.Count;)
        {
            int count = Math.Min(events.Count - at, VersionStatements.MostEntries);
            object?[] values = new object?[count * VersionStatements.EntryColumns];
            for (int i = 0; i < count; i++, at++)
            {
                last = AuditChain.Append(last, events[at]);
                VersionStatements.SetEntry(values.AsSpan(i * VersionStatements.EntryColumns), AuditRow.From(last));
            }

            await connection.WriteAsync(VersionStatements.AddEntries(count), values);
        }

        return last;
    }

    // The write lock is held: what is read here stays true until the end of the transaction.
    private static async Task<VersionKey?> FindConflictAsync(WallConnection connection, PendingCommit commit)
    {
        foreach ((VersionKey key, VersionRow row) in commit.Versions)
        {
            await using DbDataReader reader = await connection.ReadAsync(
                VersionStatements.Revision, [row.Feed, row.Package, row.Version], CancellationToken.None);
            long stored = await reader.ReadAsync() ? reader.GetInt64(0) : 0;
            if (stored != row.Revision - 1)
            {
                return key;
            }
        }

        return null;
    }

    private static async Task<AuditEntry?> LastAsync(WallConnection connection)
    {
        await using DbDataReader reader = await connection.ReadAsync(VersionStatements.LastEntry, [], CancellationToken.None);
        if (!await reader.ReadAsync())
        {
            return null;
        }

        return new AuditRow
        {
            Sequence = reader.GetInt64(0),
            At = reader.GetInt64(1),
            Actor = reader.GetString(2),
            Action = reader.GetString(3),
            Subject = reader.GetString(4),
            Detail = reader.GetString(5),
            PreviousHash = reader.GetString(6),
            Hash = reader.GetString(7),
        }.ToEntry();
    }
}
