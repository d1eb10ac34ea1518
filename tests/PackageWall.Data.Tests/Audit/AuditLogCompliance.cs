using PackageWall.Core.Audit;
using PackageWall.Core.Versions;

namespace PackageWall.Data.Tests.Audit;

/// <summary>What every audit log must do.</summary>
public abstract class AuditLogCompliance
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task An_empty_log_verifies()
    {
        await using TestWall wall = await OpenAsync();

        (await wall.Audit.VerifyAsync(None)).ShouldBe(new AuditVerification(0, null, AuditChain.Genesis));
    }

    [Fact]
    public async Task Entries_come_back_in_order_from_any_place_and_the_chain_survives_the_database()
    {
        await using TestWall wall = await OpenAsync();
        AuditEvent odd = new(new DateTimeOffset(2026, 3, 1, 14, 0, 0, 1, 2, TimeSpan.FromHours(2)).AddTicks(9), "Ada ☃", "review.release", "npm pkg:npm/%40a/b@1.0.0", "");
        await wall.Store.CommitAsync(new VersionCommit { Events = [Samples.Event(1), odd] }, None);
        await wall.Store.CommitAsync(new VersionCommit { Events = [Samples.Event(3)] }, None);

        var all = await wall.Audit.ReadAsync(1, 10, None);
        var verification = await wall.Audit.VerifyAsync(None);

        all.Select(entry => entry.Sequence).ShouldBe([1, 2, 3]);
        all[0].PreviousHash.ShouldBe(AuditChain.Genesis);
        all[1].Event.ShouldBe(odd with { At = new DateTimeOffset(2026, 3, 1, 12, 0, 0, 1, 2, TimeSpan.Zero) });
        verification.ShouldBe(new AuditVerification(3, null, all[2].Hash));
        (await wall.Audit.ReadAsync(2, 1, None)).Single().Sequence.ShouldBe(2);
        (await wall.Audit.ReadAsync(4, 1, None)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("UPDATE audit SET detail = 'nothing happened' WHERE sequence = 3", 3, 2)]
    [InlineData("UPDATE audit SET actor = 'somebody' WHERE sequence = 1", 1, 0)]
    [InlineData("UPDATE audit SET at = at + 1 WHERE sequence = 5", 5, 4)]
    [InlineData("UPDATE audit SET at = -9223372036854775807 WHERE sequence = 5", 5, 4)]
    [InlineData("UPDATE audit SET hash = previous_hash WHERE sequence = 4", 4, 3)]
    [InlineData("DELETE FROM audit WHERE sequence = 2", 3, 1)]
    [InlineData("DELETE FROM audit WHERE sequence = 1", 2, 0)]
    [InlineData("UPDATE audit SET sequence = 17 WHERE sequence = 10", 17, 9)]
    [InlineData("INSERT INTO audit SELECT 11, at, actor, action, subject, detail, previous_hash, hash FROM audit WHERE sequence = 10", 11, 10)]
    public async Task An_entry_changed_dropped_or_inserted_by_hand_breaks_the_chain_there(string sql, long at, long lastGood)
    {
        await using TestWall wall = await OpenAsync();
        await wall.Store.CommitAsync(new VersionCommit { Events = [.. Enumerable.Range(1, 10).Select(Samples.Event)] }, None);
        var before = await wall.Audit.ReadAsync(1, 10, None);

        await wall.ExecuteAsync(sql);
        var verification = await wall.Audit.VerifyAsync(None);

        verification.BrokenAt.ShouldBe(at);
        verification.Head.ShouldBe(before.FirstOrDefault(entry => entry.Sequence == lastGood)?.Hash ?? AuditChain.Genesis);
    }

    private protected abstract Task<TestWall> OpenAsync();
}
