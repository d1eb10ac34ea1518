using PackageWall.Core.Reviews;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Feeds.Definitions;
using PackageWall.Feeds.Refusals;
using PackageWall.Inspection.Reports;

namespace PackageWall.Core.Policy;

/// <summary>
/// Turns what is known of a version into its standing. A pure function of facts and time: no store, no clock, so that every
/// decision can be computed again and explained.
/// </summary>
/// <remarks>
/// In this order: a person's block or recall; bytes that are not those promised; what inspection found (a person's release covers
/// the bytes it named, a declared exemption covers everything but malicious); the cool-off; and last, nothing brought in yet.
/// </remarks>
public static class StandingPolicy
{
    /// <summary>Where the version stands at a moment.</summary>
    public static Standing Decide(PolicyQuestion question, DateTimeOffset now)
    {
        Standing standing = ByReview(question, now) ?? ByContent(question, now) ?? ByAge(question, now) ?? ByArrival(question);

        // Promise 6: what was given out and is withheld now was taken back, whatever the cause.
        return question.WasReleased && standing.Kind is StandingKind.Held or StandingKind.Blocked
            ? standing with { Kind = StandingKind.Recalled, Refusal = RefusalReason.Recalled }
            : standing;
    }

    /// <summary>When the cool-off of a version ends, or null when no clock runs because nobody has said when it began.</summary>
    public static DateTimeOffset? CoolOffEnds(PolicyQuestion question)
    {
        DateTimeOffset? start = question.Policy.Clock == CoolOffClock.FirstSeen ? question.FirstSeenAt : question.PublishedAt ?? question.FirstSeenAt;
        return start + question.Policy.CoolOff;
    }

    /// <summary>The cool-off of a single file, which may have been added to an older version; null when it does not wait.</summary>
    public static Standing? FileCooling(PolicyQuestion question, DateTimeOffset? uploadedAt, DateTimeOffset now) =>
        question.Policy.Clock == CoolOffClock.Published
        && uploadedAt + question.Policy.CoolOff is { } end
        && now < end
        && LastInForce(question, now) is not { Decision: ReviewDecision.Release }
        && Exemption(question, now) is null
            ? Cooling(end, $"this file was added {RefusalText.Date(uploadedAt!.Value)}, new files wait {Words(question.Policy.CoolOff)}")
            : null;

    private static Standing? ByReview(PolicyQuestion question, DateTimeOffset now) => LastInForce(question, now) switch
    {
        { Decision: ReviewDecision.Block } review => new Standing(StandingKind.Blocked, $"blocked by {review.By}: {review.Reason}")
        {
            Until = review.Until,
            Refusal = RefusalReason.Blocked,
        },
        { Decision: ReviewDecision.Recall } review => new Standing(StandingKind.Recalled, $"recalled by {review.By}: {review.Reason}")
        {
            Until = review.Until,
            Refusal = RefusalReason.Recalled,
        },
        _ => null,
    };

    private static Standing? ByContent(PolicyQuestion question, DateTimeOffset now)
    {
        Standing? worst = null;
        foreach (ArtifactRecord artifact in question.Artifacts)
        {
            Standing? standing = ByContent(question, artifact, now);
            worst = standing is not null && (worst is null || standing.Kind == StandingKind.Blocked) ? standing : worst;
        }

        return worst;
    }

    private static Standing? ByContent(PolicyQuestion question, ArtifactRecord artifact, DateTimeOffset now)
    {
        if (LastInForce(question, now) is { Decision: ReviewDecision.Release } release && release.Sha256?.Contains(artifact.Sha256) == true)
        {
            return null;
        }

        if (artifact.Tampering is not null)
        {
            return new Standing(StandingKind.Held, artifact.Tampering) { Refusal = RefusalReason.Tampered };
        }

        if (artifact.Inspection is not { } inspection)
        {
            return null;
        }

        string because = inspection.Findings.Count > 0 ? inspection.Findings[0] : "inspection could not be completed";
        bool exempt = Exemption(question, now) is not null;
        return inspection.Verdict switch
        {
            Verdict.Clean => null,
            Verdict.Malicious => new Standing(StandingKind.Blocked, because) { Refusal = RefusalReason.Blocked },
            _ when exempt => null,
            _ => new Standing(StandingKind.Held, because) { Refusal = RefusalReason.Held },
        };
    }

    private static Standing? ByAge(PolicyQuestion question, DateTimeOffset now)
    {
        if (LastInForce(question, now) is { Decision: ReviewDecision.Extend, Until: { } extended } extension)
        {
            return Cooling(extended, $"extended by {extension.By}: {extension.Reason}");
        }

        if (LastInForce(question, now) is { Decision: ReviewDecision.Release } || Exemption(question, now) is not null)
        {
            return null;
        }

        if (CoolOffEnds(question) is not { } end)
        {
            // No date and no record: the package itself may date it at the gate; elsewhere the clock begins with its record.
            return question.IsDatedByItsPackage || question.Policy.CoolOff == TimeSpan.Zero
                ? null
                : new Standing(StandingKind.Cooling, "the upstream states no date, so its clock starts now") { Refusal = RefusalReason.Cooling };
        }

        return now < end ? Cooling(end, Age(question)) : null;
    }

    private static Standing ByArrival(PolicyQuestion question) =>
        question.Artifacts.Any(artifact => artifact.Inspection is not null)
            ? new Standing(StandingKind.Released, "inspected, nothing found that holds it, and old enough")
            : Standing.Unseen;

    private static Standing Cooling(DateTimeOffset until, string because) =>
        new(StandingKind.Cooling, because) { Until = until, Refusal = RefusalReason.Cooling };

    private static string Age(PolicyQuestion question) =>
        question.Policy.Clock == CoolOffClock.Published && question.PublishedAt is { } published
            ? $"published {RefusalText.Date(published)}, new versions wait {Words(question.Policy.CoolOff)}"
            : $"first seen {RefusalText.Date(question.FirstSeenAt!.Value)}, new versions wait {Words(question.Policy.CoolOff)}";

    private static string Words(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } when time.Ticks % TimeSpan.TicksPerDay == 0 => time.TotalDays == 1 ? "1 day" : $"{time.TotalDays:0} days",
        { TotalHours: >= 1 } => $"{time.TotalHours:0.#} hours",
        _ => $"{time.TotalMinutes:0.#} minutes",
    };

    // The last word counts: a release after a block lifts it, and the other way round. What has ended no longer speaks, nor does
    // what it had replaced: an ended block gives the version back to the rules, not to an older release.
    private static Review? LastInForce(PolicyQuestion question, DateTimeOffset now) =>
        question.Reviews.Count > 0 && (question.Reviews[^1].Until is not { } until || now < until) ? question.Reviews[^1] : null;

    private static Exemption? Exemption(PolicyQuestion question, DateTimeOffset now) => question.Policy.Exemptions.FirstOrDefault(exemption =>
        now < exemption.Until
        && NamePattern.Matches(exemption.Package, question.Package)
        && (exemption.Versions == "*" || exemption.Versions == question.Version.Value));
}
