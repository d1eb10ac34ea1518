using PackageWall.Core.Audit;

namespace PackageWall.Core.Tests.Audit;

/// <summary>Promise 5: no entry can be altered, dropped or moved unnoticed.</summary>
public sealed class AuditChainTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Entries_follow_each_other()
    {
        AuditEntry first = AuditChain.Append(null, new AuditEvent(At, "policy", "a", "s", "d"));
        AuditEntry second = AuditChain.Append(first, new AuditEvent(At, "policy", "b", "s", "d"));
        AuditChain.Follows(null, first).ShouldBeTrue();
        AuditChain.Follows(first, second).ShouldBeTrue();
        AuditChain.Follows(null, second).ShouldBeFalse();
    }

    [Fact]
    public void Any_change_of_any_part_breaks_the_chain()
    {
        AuditEntry entry = AuditChain.Append(null, new AuditEvent(At, "ann", "review.release", "npm pkg:npm/a@1", "because"));
        AuditEvent e = entry.Event;
        AuditEvent[] altered = [e with { At = At.AddMilliseconds(1) }, e with { Actor = "bob" }, e with { Action = "x" }, e with { Subject = "x" }, e with { Detail = "x" }];
        foreach (AuditEvent other in altered)
        {
            AuditChain.Follows(null, entry with { Event = other }).ShouldBeFalse();
        }

        AuditChain.Follows(null, entry with { Sequence = 2 }).ShouldBeFalse();
    }

    [Fact]
    public void Parts_cannot_be_shifted_into_each_other()
    {
        AuditEntry one = AuditChain.Append(null, new AuditEvent(At, "ab", "c", "s", "d"));
        AuditEntry other = AuditChain.Append(null, new AuditEvent(At, "a", "bc", "s", "d"));
        one.Hash.ShouldNotBe(other.Hash);
    }
}
