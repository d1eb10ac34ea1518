using PackageWall.Core.Audit;
using PackageWall.Server.Endpoints.Why;

namespace PackageWall.Server.Endpoints.Api;

/// <summary><c>GET /api/audit?from=1&amp;take=100</c>: entries of the audit log, with a walk along the whole chain.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder routes) => routes.MapGet("/api/audit", ReadAsync);

    private static async Task ReadAsync(HttpContext context, IAuditLog log)
    {
        long from = long.TryParse(context.Request.Query["from"], out long f) ? Math.Max(1, f) : 1;
        int take = int.TryParse(context.Request.Query["take"], out int t) ? Math.Clamp(t, 0, 1_000) : 100;
        AuditVerification verification = await log.VerifyAsync(context.RequestAborted).ConfigureAwait(false);
        IReadOnlyList<AuditEntry> entries = take == 0 ? [] : await log.ReadAsync(from, take, context.RequestAborted).ConfigureAwait(false);
        var page = new AuditPage(
            verification.Entries,
            verification.BrokenAt is null,
            verification.BrokenAt,
            verification.Head,
            [.. entries.Select(e => new AuditLine(e.Sequence, e.Event.At, e.Event.Actor, e.Event.Action, e.Event.Subject, e.Event.Detail, e.Hash))]);
        await context.Response.WriteAsJsonAsync(page, ServerJson.Default.AuditPage, cancellationToken: context.RequestAborted).ConfigureAwait(false);
    }
}
