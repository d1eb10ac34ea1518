using System.Text.Json;
using MediatR;
using PackageWall.Core.Feeds;
using PackageWall.Core.Reviews;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Server.Endpoints.Why;
using PackageWall.Server.Identity;

namespace PackageWall.Server.Endpoints.Api;

/// <summary>
/// <c>GET /api/reviews?state=held</c>, <c>GET /api/versions/{feed}/{package}/{version}</c> and
/// <c>POST /api/versions/{feed}/{package}/{version}/{release|block|recall|extend}</c>.
/// </summary>
internal static class ReviewEndpoints
{
    private const int PageSize = 200;
    private const int MaxBody = 16 << 10;

    public static void MapReviews(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/reviews", ListAsync);
        routes.MapGet("/api/versions/{**rest}", ShowAsync);
        routes.MapPost("/api/versions/{**rest}", DecideAsync);
    }

    private static async Task ListAsync(HttpContext context, IVersionStore store, VersionDescriber describer)
    {
        string state = context.Request.Query["state"].ToString();
        int skip = int.TryParse(context.Request.Query["skip"], out int asked) ? Math.Max(0, asked) : 0;
        StandingKind[]? standings = state switch
        {
            "" => [StandingKind.Held, StandingKind.Blocked],
            "all" => [],
            _ when Enum.TryParse(state, ignoreCase: true, out StandingKind kind) && !int.TryParse(state, out _) => [kind],
            _ => null,
        };
        if (standings is null)
        {
            await Problems.WriteAsync(context, 400, "bad-request", $"there is no state '{state}'; ask for held, cooling, blocked, recalled, released or all").ConfigureAwait(false);
            return;
        }

        IReadOnlyList<VersionRecord> records = await store.QueryAsync(standings, skip, PageSize, context.RequestAborted).ConfigureAwait(false);
        await context.Response.WriteAsJsonAsync<IReadOnlyList<VersionDescription>>(
            [.. records.Select(describer.Summarize)], ServerJson.Default.IReadOnlyListVersionDescription, cancellationToken: context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task ShowAsync(HttpContext context, FeedCatalog feeds, VersionDescriber describer)
    {
        if (!VersionPath.TryParse(feeds, RawPath.Of(context)["/api/versions/".Length..], out VersionKey? key, out string error))
        {
            await Problems.WriteAsync(context, 400, "bad-request", error).ConfigureAwait(false);
            return;
        }

        if (await describer.DescribeAsync(key, context.RequestAborted).ConfigureAwait(false) is not { } description)
        {
            await Problems.WriteAsync(context, 404, "missing", $"nothing is known of {key}").ConfigureAwait(false);
            return;
        }

        await context.Response.WriteAsJsonAsync(description, ServerJson.Default.VersionDescription, cancellationToken: context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task DecideAsync(HttpContext context, FeedCatalog feeds, VersionDescriber describer, IMediator mediator, ReviewerGuard guard)
    {
        if (guard.Refuse(context) is { } refused)
        {
            await Problems.WriteAsync(context, refused.Status, "not-allowed", refused.Why).ConfigureAwait(false);
            return;
        }

        string path = RawPath.Of(context)["/api/versions/".Length..].TrimEnd('/');
        int last = path.LastIndexOf('/');
        if (last < 0 || !Enum.TryParse(path[(last + 1)..], ignoreCase: true, out ReviewDecision decision) || !Enum.IsDefined(decision) || char.IsAsciiDigit(path[last + 1]))
        {
            await Problems.WriteAsync(context, 404, "missing", "decide with release, block, recall or extend").ConfigureAwait(false);
            return;
        }

        if (!VersionPath.TryParse(feeds, path[..last], out VersionKey? key, out string error))
        {
            await Problems.WriteAsync(context, 400, "bad-request", error).ConfigureAwait(false);
            return;
        }

        if (await ReadAsync(context).ConfigureAwait(false) is not { } request)
        {
            await Problems.WriteAsync(context, 400, "bad-request", "send JSON like {\"reason\": \"…\", \"by\": \"…\", \"until\": null} as application/json").ConfigureAwait(false);
            return;
        }

        ReviewOutcome outcome = await mediator
            .Send(new ReviewVersion(key, decision, request.By ?? "", request.Reason ?? "", request.Until), context.RequestAborted).ConfigureAwait(false);
        switch (outcome)
        {
            case ReviewOutcome.Recorded recorded:
                VersionDescription description = await describer.DescribeAsync(feeds.Find(key.Feed)!, recorded.Version, context.RequestAborted).ConfigureAwait(false);
                await context.Response.WriteAsJsonAsync(description, ServerJson.Default.VersionDescription, cancellationToken: context.RequestAborted).ConfigureAwait(false);
                break;
            case ReviewOutcome.Rejected rejected:
                await Problems.WriteAsync(context, 422, "rejected", rejected.Why).ConfigureAwait(false);
                break;
        }
    }

    private static async Task<ReviewRequest?> ReadAsync(HttpContext context)
    {
        // JSON by name: a form that another site makes a browser send cannot carry this media type.
        if (!context.Request.HasJsonContentType() || context.Request.ContentLength is null or > MaxBody)
        {
            return null;
        }

        try
        {
            return await context.Request.ReadFromJsonAsync(ServerJson.Default.ReviewRequest, context.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
