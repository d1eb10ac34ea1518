using PackageWall.Core.Metrics;
using PackageWall.Server.Endpoints.Documents;
using PackageWall.Upstreams.Documents;

namespace PackageWall.Server.Metrics;

/// <summary><c>GET /metrics</c> for Prometheus, <c>GET /status</c> for people. No feed may be mounted at either. Whoever may ask for <c>/healthz</c> may ask here.</summary>
internal static class MetricsEndpoints
{
    public static void MapMetrics(this WebApplication app)
    {
        // Made now, for what is only heard as it happens; the others register what is read when somebody asks.
        MetricsCollector collector = app.Services.GetRequiredService<MetricsCollector>();
        StandingMetrics standings = app.Services.GetRequiredService<StandingMetrics>();
        DocumentMetrics documents = app.Services.GetRequiredService<DocumentMetrics>();
        DocumentCache rewritten = app.Services.GetRequiredService<DocumentCache>();
        SourceMemory upstream = app.Services.GetRequiredService<SourceMemory>();
        documents.Watch(DocumentCacheName.Rewritten, () => rewritten.Bytes, () => rewritten.Evicted);
        documents.Watch(DocumentCacheName.Upstream, () => upstream.Bytes, () => upstream.Evicted);
        _ = app.Services.GetRequiredService<QueueMetrics>();
        _ = app.Services.GetRequiredService<ProcessMetrics>();
        app.MapGet("/metrics", async context =>
        {
            await standings.RefreshAsync(context.RequestAborted).ConfigureAwait(false);
            context.Response.ContentType = PrometheusText.MediaType;
            context.Response.Headers.CacheControl = "no-store";
            await context.Response.WriteAsync(PrometheusText.Write(collector.Collect()), context.RequestAborted).ConfigureAwait(false);
        });
        app.MapGet("/status", async context =>
        {
            await standings.RefreshAsync(context.RequestAborted).ConfigureAwait(false);
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
            context.Response.Headers["X-Content-Type-Options"] = "nosniff";
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            context.Response.Headers.CacheControl = "no-store";
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(StatusPage.Render(collector.Collect()), context.RequestAborted).ConfigureAwait(false);
        });
    }
}
