using PackageWall.Core.Feeds;
using PackageWall.Core.Versions;

namespace PackageWall.Server.Endpoints.Why;

/// <summary><c>GET /why/{feed}/{package}/{version}</c>: a page for browsers, JSON for programs.</summary>
internal static class WhyEndpoints
{
    public static void MapWhy(this IEndpointRouteBuilder routes) => routes.MapGet("/why/{**rest}", ShowAsync);

    private static async Task ShowAsync(HttpContext context, FeedCatalog feeds, VersionDescriber describer)
    {
        context.Response.Headers.Vary = "Accept";
        context.Response.Headers.CacheControl = "private, no-cache";
        bool html = context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (!VersionPath.TryParse(feeds, RawPath.Of(context)["/why/".Length..], out VersionKey? key, out string error))
        {
            await Problems.WriteAsync(context, 400, "bad-request", error).ConfigureAwait(false);
            return;
        }

        if (await describer.DescribeAsync(key, context.RequestAborted).ConfigureAwait(false) is not { } description)
        {
            await Problems.WriteAsync(context, 404, "missing", $"neither this wall nor its upstream knows {key}").ConfigureAwait(false);
            return;
        }

        if (!html)
        {
            await context.Response.WriteAsJsonAsync(description, ServerJson.Default.VersionDescription, cancellationToken: context.RequestAborted).ConfigureAwait(false);
            return;
        }

        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        context.Response.Headers["X-Content-Type-Options"] = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(WhyPage.Render(description), context.RequestAborted).ConfigureAwait(false);
    }
}
