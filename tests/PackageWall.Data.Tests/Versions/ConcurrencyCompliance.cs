using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Data.Connections;

namespace PackageWall.Data.Tests.Versions;

/// <summary>What every version store must do when many write at once.</summary>
public abstract class ConcurrencyCompliance
{
    private const int Writers = 32;

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Thirty_two_writers_of_different_versions_all_succeed_and_the_chain_has_no_gap()
    {
        await using TestWall wall = await OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (int i = 0; i < 20; i++)
            {
                await wall.Store.CommitAsync(Samples.Commit(Samples.Record($"{writer}.{i}.0"), Samples.Event(i), Samples.Event(i + 1)), None);
            }
        })));

        (await wall.Store.CountAsync(None))[StandingKind.Released].ShouldBe(Writers * 20);
        var verification = await wall.Audit.VerifyAsync(None);
        verification.BrokenAt.ShouldBeNull();
        verification.Entries.ShouldBe(Writers * 20 * 2);
        (await wall.Audit.ReadAsync(1, int.MaxValue, None)).Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, Writers * 40).Select(i => (long)i));
    }

    [Fact]
    public async Task Of_writers_that_change_one_version_at_once_one_wins_each_revision_and_the_others_are_told()
    {
        await using TestWall wall = await OpenAsync();
        VersionKey key = Samples.Key("1.0.0");
        await wall.Store.CommitAsync(Samples.Commit(Samples.Record("1.0.0")), None);

        // Each reads, decides, and on a conflict reads again: the way every caller does it.
        int[] conflicts = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (int tries = 0; ; tries++)
            {
                VersionRecord read = (await wall.Store.FindAsync(key, None))!;
                try
                {
                    await wall.Store.CommitAsync(Samples.Commit(read with { Revision = read.Revision + 1 }, Samples.Event(writer)), None);
                    return tries;
                }
                catch (VersionConflictException)
                {
                    // Somebody else was first.
                }
            }
        })));

        (await wall.Store.FindAsync(key, None))!.Revision.ShouldBe(1 + Writers);
        (await wall.Audit.VerifyAsync(None)).Entries.ShouldBe(Writers);
        conflicts.Sum().ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task In_a_burst_a_conflicting_commit_fails_alone()
    {
        await using TestWall wall = await OpenAsync();
        await wall.Store.CommitAsync(Samples.Commit(Samples.Record("1.0.0")), None);

        Task[] commits =
        [
            .. Enumerable.Range(0, 100).Select(i => wall.Store.CommitAsync(
                Samples.Commit(i % 10 == 3 ? Samples.Record("1.0.0") : Samples.Record($"2.{i}.0"), Samples.Event(i)), None)),
        ];
        await ((Task)Task.WhenAll(commits)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        commits.Count(commit => commit.IsCompletedSuccessfully).ShouldBe(90);
        commits.Count(commit => commit.Exception?.InnerException is VersionConflictException).ShouldBe(10);
        (await wall.Audit.VerifyAsync(None)).Entries.ShouldBe(90);
    }

    [Fact]
    public async Task In_a_burst_a_commit_that_the_database_refuses_fails_alone()
    {
        await using TestWall wall = await OpenAsync();
        await wall.ExecuteAsync("CREATE UNIQUE INDEX one_blocked ON versions (standing) WHERE standing = 'Blocked'");

        Task[] commits =
        [
            .. Enumerable.Range(0, 50).Select(i => wall.Store.CommitAsync(
                Samples.Commit(Samples.Record($"1.{i}.0", i % 10 == 3 ? StandingKind.Blocked : StandingKind.Released), Samples.Event(i)), None)),
        ];
        await ((Task)Task.WhenAll(commits)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        commits.Count(commit => commit.IsCompletedSuccessfully).ShouldBe(46);
        (await wall.Store.CountAsync(None))[StandingKind.Blocked].ShouldBe(1);
        var verification = await wall.Audit.VerifyAsync(None);
        verification.BrokenAt.ShouldBeNull();
        verification.Entries.ShouldBe(46);
    }

    [Fact]
    public async Task A_chain_of_changes_queued_at_once_is_written_in_its_order()
    {
        await using TestWall wall = await OpenAsync();
        VersionRecord record = Samples.Record("1.0.0");

        await Task.WhenAll(Enumerable.Range(1, 40).Select(revision => wall.Store.CommitAsync(Samples.Commit(record with { Revision = revision }), None)));

        (await wall.Store.FindAsync(record.Key, None))!.Revision.ShouldBe(40);
    }

    [Fact]
    public async Task A_commit_given_up_while_it_waits_is_not_written_and_one_given_up_too_late_is()
    {
        await using TestWall wall = await OpenAsync();
        using var givenUp = new CancellationTokenSource();
        Task waiting;
        await using (WallConnection other = await wall.Database.Connections.RentAsync(None))
        await using (await wall.Database.BeginWriteAsync(other, None))
        {
            // The writer waits for the lock with the first; the second is still queued.
            Task first = wall.Store.CommitAsync(Samples.Commit(Samples.Record("1.0.0")), None);
            waiting = wall.Store.CommitAsync(Samples.Commit(Samples.Record("2.0.0")), givenUp.Token);
            await givenUp.CancelAsync();
            first.IsCompleted.ShouldBeFalse();
        }

        // Whichever it was, what the asker is told is what happened.
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        bool isWritten = await wall.Store.FindAsync(Samples.Key("2.0.0"), None) is not null;
        isWritten.ShouldBe(waiting.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Commits_that_are_queued_when_the_server_stops_are_written_before_it_ends()
    {
        Task[] commits;
        await using (TestWall wall = await OpenAsync())
        {
            commits = [.. Enumerable.Range(0, 500).Select(i => wall.Store.CommitAsync(Samples.Commit(Samples.Record($"{i}.0.0"), Samples.Event(i)), None))];
        }

        await Task.WhenAll(commits);
    }

    private protected abstract Task<TestWall> OpenAsync();
}
