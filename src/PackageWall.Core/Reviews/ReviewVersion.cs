using MediatR;
using PackageWall.Core.Audit;
using PackageWall.Core.Feeds;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;

namespace PackageWall.Core.Reviews;

/// <summary>A person decides on a version.</summary>
/// <param name="Version">Which.</param>
/// <param name="Decision">What.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why; must say something.</param>
/// <param name="Until">When it ends, or null.</param>
public sealed record ReviewVersion(VersionKey Version, ReviewDecision Decision, string By, string Reason, DateTimeOffset? Until) : IRequest<ReviewOutcome>;

/// <summary>What came of a decision.</summary>
public abstract record ReviewOutcome
{
    /// <summary>Recorded; the standing may still be another than asked for (a release does not cover bytes that nobody has seen).</summary>
    public sealed record Recorded(VersionRecord Version) : ReviewOutcome;

    /// <summary>Not accepted, and why.</summary>
    public sealed record Rejected(string Why) : ReviewOutcome;
}

/// <summary>Records decisions. A release names the bytes that were there to be looked at, so that others under the same version are not covered.</summary>
public sealed class ReviewVersionHandler(FeedCatalog feeds, VersionLedger ledger, TimeProvider time) : IRequestHandler<ReviewVersion, ReviewOutcome>
{
    private const int MaxReason = 2_000;
    private const int MaxName = 200;

    /// <inheritdoc/>
    public async Task<ReviewOutcome> Handle(ReviewVersion request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (feeds.Find(request.Version.Feed) is not { } feed)
        {
            return new ReviewOutcome.Rejected($"there is no feed '{request.Version.Feed}'");
        }

        string? wrong = request switch
        {
            { Reason: var reason } when string.IsNullOrWhiteSpace(reason) => "a decision needs a reason",
            { Reason.Length: > MaxReason } => $"a reason has at most {MaxReason} characters",
            { By: var by } when string.IsNullOrWhiteSpace(by) => "a decision needs the name of who decides",
            { By.Length: > MaxName } => $"a name has at most {MaxName} characters",
            { Until: { } until } when until <= time.GetUtcNow() => "the decision would have ended already",
            { Decision: ReviewDecision.Extend, Until: null } => "an extension needs a date",
            _ => null,
        };
        if (wrong is not null)
        {
            return new ReviewOutcome.Rejected(wrong);
        }

        DateTimeOffset now = time.GetUtcNow();
        string until2 = request.Until is { } end ? $" until {end.UtcDateTime:u}" : "";
        VersionRecord record = await ledger.ChangeAsync(
            feed,
            request.Version.Package,
            request.Version.Version,
            before => before with
            {
                Reviews =
                [
                    .. before.Reviews,
                    new Review(
                        request.Decision,
                        request.By.Trim(),
                        request.Reason.Trim(),
                        now,
                        request.Until,
                        request.Decision == ReviewDecision.Release ? [.. before.Artifacts.Select(artifact => artifact.Sha256)] : null),
                ],
            },
            [
                new AuditEvent(
                    now,
                    request.By.Trim(),
                    "review." + request.Decision.ToString().ToLowerInvariant(),
                    VersionLedger.Subject(request.Version),
                    request.Reason.Trim() + until2),
            ],
            actor: request.By.Trim()).ConfigureAwait(false);
        return new ReviewOutcome.Recorded(record);
    }
}
