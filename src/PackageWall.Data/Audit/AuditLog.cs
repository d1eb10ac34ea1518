using Microsoft.EntityFrameworkCore;
using PackageWall.Core.Audit;
using PackageWall.Data.Model;

namespace PackageWall.Data.Audit;

/// <summary>The audit log in a database.</summary>
internal sealed class AuditLog(IWallDatabase database) : IAuditLog
{
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(long from, int take, CancellationToken cancellation)
    {
        await using WallDbContext context = database.Open();
        List<AuditRow> rows = await context.Audit.Where(row => row.Sequence >= from).OrderBy(row => row.Sequence).Take(take).ToListAsync(cancellation);
        return [.. rows.Select(row => row.ToEntry())];
    }

    // Streams, so that a log of any length is walked in the memory of one entry.
    public async Task<AuditVerification> VerifyAsync(CancellationToken cancellation)
    {
        await using WallDbContext context = database.Open();
        AuditEntry? last = null;
        long entries = 0;
        await foreach (AuditRow row in context.Audit.OrderBy(row => row.Sequence).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            AuditEntry entry = row.ToEntry();
            entries++;
            if (!AuditChain.Follows(last, entry))
            {
                return new AuditVerification(entries, entry.Sequence, last?.Hash ?? AuditChain.Genesis);
            }

            last = entry;
        }

        return new AuditVerification(entries, null, last?.Hash ?? AuditChain.Genesis);
    }
}
