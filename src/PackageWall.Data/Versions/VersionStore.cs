using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Data.Connections;
using PackageWall.Data.Model;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;

namespace PackageWall.Data.Versions;

/// <summary>Version records, reports and, through <see cref="CommitAsync"/>, the audit log in a database.</summary>
internal sealed class VersionStore(IWallDatabase database, CommitQueue queue, ILogger<VersionStore> log) : IVersionStore
{
    public async Task<IReadOnlyList<VersionRecord>> LoadAsync(string feed, PackageName package, CancellationToken cancellation)
    {
        await using WallConnection connection = await database.Connections.RentAsync(cancellation);
        List<VersionRow> rows = [];
        await using (DbDataReader reader = await connection.ReadAsync(
            VersionStatements.Load, [feed, package.Value, package.Ecosystem.Name()], cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                rows.Add(VersionStatements.Row(reader));
            }
        }

        connection.Done();
        return rows.Count == 0 ? [] : VersionCodec.ToRecords(rows, feed, package);
    }

    public async Task<VersionRecord?> FindAsync(VersionKey key, CancellationToken cancellation)
    {
        await using WallDbContext context = database.Open();
        string ecosystem = key.Package.Ecosystem.Name();
        VersionRow? found = await context.Versions.FirstOrDefaultAsync(
            row => row.Feed == key.Feed && row.Package == key.Package.Value && row.Version == key.Version.Key && row.Ecosystem == ecosystem,
            cancellation);
        return found is null ? null : VersionCodec.ToRecord(found);
    }

    public Task CommitAsync(VersionCommit commit, CancellationToken cancellation) => queue.WriteAsync(commit, cancellation);

    public async Task<InspectionReport?> ReadReportAsync(string sha256, CancellationToken cancellation)
    {
        await using WallConnection connection = await database.Connections.RentAsync(cancellation);
        byte[]? content;
        await using (DbDataReader reader = await connection.ReadAsync(VersionStatements.Report, [sha256], cancellation))
        {
            content = await reader.ReadAsync(cancellation) ? reader.GetFieldValue<byte[]>(0) : null;
        }

        connection.Done();
        return content is null ? null : ReportCodec.ToReport(new ReportRow { Sha256 = sha256, Content = content });
    }

    public async Task<IReadOnlyList<VersionRecord>> QueryAsync(IReadOnlyList<StandingKind> standings, int skip, int take, CancellationToken cancellation)
    {
        await using WallDbContext context = database.Open();
        string[] names = [.. standings.Distinct().Select(kind => kind.ToString())];
        IQueryable<VersionRow> rows = names switch
        {
            [] => context.Versions,
            [string only] => context.Versions.Where(row => row.Standing == only),
            _ => context.Versions.Where(row => names.Contains(row.Standing)),
        };
        return Readable(await rows
            .OrderByDescending(row => row.Score).ThenByDescending(row => row.DatedAt)
            .ThenBy(row => row.Feed).ThenBy(row => row.Package).ThenBy(row => row.Version)
            .Skip(skip).Take(take)
            .ToListAsync(cancellation));
    }

    public async Task<IReadOnlyList<VersionRecord>> DueAsync(DateTimeOffset now, int take, CancellationToken cancellation)
    {
        await using WallDbContext context = database.Open();
        long moment = Microseconds.From(now);
        string cooling = nameof(StandingKind.Cooling);
        return Readable(await context.Versions
            .Where(row => row.Standing == cooling && row.Until <= moment)
            .OrderBy(row => row.Until).ThenBy(row => row.Feed).ThenBy(row => row.Package).ThenBy(row => row.Version)
            .Take(take)
            .ToListAsync(cancellation));
    }

    public async Task<IReadOnlyDictionary<StandingKind, long>> CountAsync(CancellationToken cancellation)
    {
        await using WallDbContext context = database.Open();
        var counts = await context.Versions.GroupBy(row => row.Standing)
            .Select(group => new { group.Key, Count = group.LongCount() })
            .ToListAsync(cancellation);
        var known = counts.ToDictionary(count => count.Key, count => count.Count);
        return Enum.GetValues<StandingKind>().ToDictionary(kind => kind, kind => known.GetValueOrDefault(kind.ToString()));
    }

    // In a list, one row that cannot be read must not hide the others. Asked for by name it is an error (see VersionCodec).
    private List<VersionRecord> Readable(List<VersionRow> rows)
    {
        var records = new List<VersionRecord>(rows.Count);
        foreach (VersionRow row in rows)
        {
            try
            {
                records.Add(VersionCodec.ToRecord(row));
            }
            catch (InvalidDataException e)
            {
                log.LogError(e, "A version record was left out of a list.");
            }
        }

        return records;
    }
}
