using PackageWall.Core.Policy;
using PackageWall.Core.Reviews;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Feeds.Definitions;
using PackageWall.Feeds.Refusals;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;

namespace PackageWall.Core.Tests.Policy;

/// <summary>Promises 2, 5 and 6: what the policy says of every combination that matters.</summary>
public sealed class StandingPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly PolicyQuestion Old = new()
    {
        Package = PackageName.Parse(Ecosystem.Npm, "pw-demo"),
        Version = PackageVersion.Parse(Ecosystem.Npm, "1.2.0"),
        Policy = new FeedPolicy(),
        PublishedAt = Now.AddDays(-30),
        FirstSeenAt = Now.AddDays(-1),
    };

    private static readonly PolicyQuestion Young = Old with { PublishedAt = Now.AddHours(-1) };

    [Fact]
    public void An_old_version_that_nobody_asked_for_is_unseen_and_visible()
    {
        Standing standing = StandingPolicy.Decide(Old, Now);
        standing.Kind.ShouldBe(StandingKind.Unseen);
        standing.IsVisible.ShouldBeTrue();
    }

    [Fact]
    public void An_old_version_whose_inspection_is_clean_is_released() =>
        StandingPolicy.Decide(Old with { Artifacts = [Inspected(Verdict.Clean)] }, Now).Kind.ShouldBe(StandingKind.Released);

    [Theory]
    [InlineData(Verdict.Malicious, StandingKind.Blocked, RefusalReason.Blocked)]
    [InlineData(Verdict.Suspicious, StandingKind.Held, RefusalReason.Held)]
    [InlineData(Verdict.Inconclusive, StandingKind.Held, RefusalReason.Held)]
    public void What_is_not_clean_is_never_given_out(Verdict verdict, StandingKind kind, RefusalReason reason)
    {
        Standing standing = StandingPolicy.Decide(Old with { Artifacts = [Inspected(verdict)] }, Now);
        standing.Kind.ShouldBe(kind);
        standing.Refusal.ShouldBe(reason);
        standing.Because.ShouldBe("it does this");
        standing.IsVisible.ShouldBeFalse();
    }

    [Fact]
    public void A_young_version_cools_until_seven_days_after_publication_whatever_its_verdict()
    {
        Standing standing = StandingPolicy.Decide(Young with { Artifacts = [Inspected(Verdict.Clean)] }, Now);
        standing.Kind.ShouldBe(StandingKind.Cooling);
        standing.Until.ShouldBe(Now.AddHours(-1).AddDays(7));
        StandingPolicy.Decide(Young with { Artifacts = [Inspected(Verdict.Malicious)] }, Now).Kind.ShouldBe(StandingKind.Blocked);
    }

    [Fact]
    public void The_moment_the_cool_off_ends_the_version_goes() =>
        StandingPolicy.Decide(Young with { Artifacts = [Inspected(Verdict.Clean)] }, Now.AddHours(-1).AddDays(7)).Kind.ShouldBe(StandingKind.Released);

    [Fact]
    public void Without_a_date_the_clock_runs_from_first_sight()
    {
        Standing standing = StandingPolicy.Decide(Old with { PublishedAt = null }, Now);
        standing.Kind.ShouldBe(StandingKind.Cooling);
        standing.Until.ShouldBe(Now.AddDays(6));
        standing.Because.ShouldContain("first seen");
    }

    [Fact]
    public void Without_date_and_record_it_is_withheld_unless_its_package_will_date_it()
    {
        PolicyQuestion unknown = Old with { PublishedAt = null, FirstSeenAt = null };
        StandingPolicy.Decide(unknown, Now).Kind.ShouldBe(StandingKind.Cooling);
        StandingPolicy.Decide(unknown with { IsDatedByItsPackage = true }, Now).Kind.ShouldBe(StandingKind.Unseen);
    }

    [Fact]
    public void The_first_seen_clock_does_not_believe_dates() =>
        StandingPolicy.Decide(Old with { Policy = new FeedPolicy { Clock = CoolOffClock.FirstSeen } }, Now).Kind.ShouldBe(StandingKind.Cooling);

    [Fact]
    public void A_date_in_the_future_does_not_shorten_the_wait() =>
        StandingPolicy.Decide(Old with { PublishedAt = Now.AddYears(1) }, Now).Until.ShouldBe(Now.AddYears(1).AddDays(7));

    [Fact]
    public void Tampered_bytes_are_held_even_when_they_look_clean()
    {
        Standing standing = StandingPolicy.Decide(Old with { Artifacts = [Inspected(Verdict.Clean) with { Tampering = "promised a, served b" }] }, Now);
        standing.Kind.ShouldBe(StandingKind.Held);
        standing.Refusal.ShouldBe(RefusalReason.Tampered);
    }

    [Fact]
    public void A_release_covers_the_bytes_it_named_and_no_others()
    {
        PolicyQuestion released = Old with
        {
            Artifacts = [Inspected(Verdict.Malicious)],
            Reviews = [new Review(ReviewDecision.Release, "ann", "read it", Now, null, ["aa"])],
        };
        StandingPolicy.Decide(released, Now).Kind.ShouldBe(StandingKind.Released);
        StandingPolicy.Decide(released with { Artifacts = [.. released.Artifacts, Inspected(Verdict.Malicious) with { FileName = "b", Sha256 = "bb" }] }, Now)
            .Kind.ShouldBe(StandingKind.Blocked);
    }

    [Fact]
    public void A_release_of_a_version_that_nobody_inspected_waives_the_wait_and_not_the_inspection()
    {
        PolicyQuestion released = Young with { Reviews = [new Review(ReviewDecision.Release, "ann", "security fix", Now, null, [])] };
        StandingPolicy.Decide(released, Now).Kind.ShouldBe(StandingKind.Unseen);
        StandingPolicy.Decide(released with { Artifacts = [Inspected(Verdict.Suspicious)] }, Now).Kind.ShouldBe(StandingKind.Held);
        StandingPolicy.Decide(released with { Artifacts = [Inspected(Verdict.Clean)] }, Now).Kind.ShouldBe(StandingKind.Released);
    }

    [Fact]
    public void The_last_decision_counts_and_an_ended_one_no_longer_speaks()
    {
        var block = new Review(ReviewDecision.Block, "ann", "no", Now.AddDays(-2), null);
        var release = new Review(ReviewDecision.Release, "bob", "yes", Now.AddDays(-1), Now.AddDays(1), ["aa"]);
        PolicyQuestion question = Old with { Artifacts = [Inspected(Verdict.Suspicious)], Reviews = [block, release] };
        StandingPolicy.Decide(question, Now).Kind.ShouldBe(StandingKind.Released);
        StandingPolicy.Decide(question, Now.AddDays(2)).Kind.ShouldBe(StandingKind.Held);
        StandingPolicy.Decide(question with { Reviews = [release, block] }, Now).Kind.ShouldBe(StandingKind.Blocked);
    }

    [Fact]
    public void What_was_given_out_and_is_withheld_now_is_recalled()
    {
        StandingPolicy.Decide(Old with { Artifacts = [Inspected(Verdict.Suspicious)], WasReleased = true }, Now).Kind.ShouldBe(StandingKind.Recalled);
        StandingPolicy.Decide(Old with { Reviews = [new Review(ReviewDecision.Block, "ann", "no", Now, null)], WasReleased = true }, Now).Kind.ShouldBe(StandingKind.Recalled);
    }

    [Fact]
    public void An_exemption_waives_wait_and_hold_until_it_ends_and_never_malicious()
    {
        PolicyQuestion exempt = Young with
        {
            Artifacts = [Inspected(Verdict.Suspicious)],
            Policy = new FeedPolicy { Exemptions = [new Exemption("pw-*", "*", "ann", "ours", Now.AddDays(1))] },
        };
        StandingPolicy.Decide(exempt, Now).Kind.ShouldBe(StandingKind.Released);
        StandingPolicy.Decide(exempt, Now.AddDays(1)).Kind.ShouldBe(StandingKind.Held);
        StandingPolicy.Decide(exempt with { Artifacts = [Inspected(Verdict.Malicious)] }, Now).Kind.ShouldBe(StandingKind.Blocked);
    }

    [Fact]
    public void An_extension_lets_it_wait_longer()
    {
        var extend = new Review(ReviewDecision.Extend, "ann", "look closer", Now, Now.AddDays(3));
        PolicyQuestion question = Old with { Artifacts = [Inspected(Verdict.Clean)], Reviews = [extend] };
        StandingPolicy.Decide(question, Now).Until.ShouldBe(Now.AddDays(3));
        StandingPolicy.Decide(question, Now.AddDays(3)).Kind.ShouldBe(StandingKind.Released);
    }

    [Fact]
    public void An_artifact_that_was_stored_and_not_inspected_releases_nothing() =>
        StandingPolicy.Decide(Old with { Artifacts = [Inspected(Verdict.Clean) with { Inspection = null }] }, Now).Kind.ShouldBe(StandingKind.Unseen);

    private static ArtifactRecord Inspected(Verdict verdict) => new()
    {
        FileName = "a",
        Sha256 = "aa",
        Length = 1,
        StoredAt = Now,
        Inspection = new InspectionSummary(verdict, 0, "s", Now, verdict == Verdict.Clean ? [] : ["it does this"], [], null),
    };
}
