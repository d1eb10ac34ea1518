using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;

namespace PackageWall.Core.Tests.Standings;

public sealed class StandingBookTests
{
    private readonly Store _store = new();

    [Fact]
    public async Task Packages_leave_when_there_is_no_room_and_come_back_as_they_are_stored()
    {
        var book = new StandingBook(_store, TimeProvider.System, limit: 20_000);
        for (int i = 0; i < 100; i++)
        {
            (await book.GetAsync("npm", Name(i))).Records.Count.ShouldBe(1);
        }

        book.Bytes.ShouldBeLessThanOrEqualTo(20_000);
        book.Evicted.ShouldBeGreaterThan(50);
        (await book.GetAsync("npm", Name(0))).Records.Count.ShouldBe(1);
        _store.Loads.ShouldBe(101);
    }

    [Fact]
    public async Task Whoever_asks_while_it_is_loaded_waits_for_the_same_load()
    {
        var book = new StandingBook(_store, TimeProvider.System);
        _store.Gate = new TaskCompletionSource();
        Task<PackageStandings> first = book.GetAsync("npm", Name(1)).AsTask();
        Task<PackageStandings> second = book.GetAsync("npm", Name(1)).AsTask();
        _store.Gate.SetResult();

        (await second).ShouldBeSameAs(await first);
        _store.Loads.ShouldBe(1);
        (await book.GetAsync("npm", Name(1))).ShouldBeSameAs(await first);
    }

    [Fact]
    public async Task A_record_that_was_committed_is_what_everybody_sees_from_then_on()
    {
        var book = new StandingBook(_store, TimeProvider.System);
        PackageStandings before = await book.GetAsync("npm", Name(1));

        await book.PutAsync(Record(Name(1), "2.0.0"), standingChanged: true);

        PackageStandings after = await book.GetAsync("npm", Name(1));
        after.Records.Count.ShouldBe(2);
        after.Epoch.ShouldBeGreaterThan(before.Epoch);
        after.IsDecidedHere.ShouldBeTrue();
    }

    [Fact]
    public async Task A_store_that_failed_once_is_asked_again()
    {
        var book = new StandingBook(_store, TimeProvider.System);
        _store.Fails = true;
        await Should.ThrowAsync<IOException>(async () => await book.GetAsync("npm", Name(1)));
        await Should.ThrowAsync<IOException>(async () => await book.GetAsync("npm", Name(1)));
        _store.Fails = false;

        (await book.GetAsync("npm", Name(1))).Records.Count.ShouldBe(1);
        _store.Loads.ShouldBe(3);
    }

    private static PackageName Name(int number) => PackageName.Parse(Ecosystem.Npm, $"pw-{number}");

    private static VersionRecord Record(PackageName name, string version) => new()
    {
        Key = new VersionKey("npm", name, PackageVersion.Parse(Ecosystem.Npm, version)),
        FirstSeenAt = DateTimeOffset.UnixEpoch,
        Standing = Standing.Unseen,
    };

    private sealed class Store : IVersionStore
    {
        public TaskCompletionSource? Gate { get; set; }

        public bool Fails { get; set; }

        public int Loads { get; private set; }

        public async Task<IReadOnlyList<VersionRecord>> LoadAsync(string feed, PackageName package, CancellationToken cancellation)
        {
            Loads++;
            await (Gate?.Task ?? Task.CompletedTask);
            return Fails ? throw new IOException() : [Record(package, "1.0.0")];
        }

        public Task<VersionRecord?> FindAsync(VersionKey key, CancellationToken cancellation) => throw new NotSupportedException();

        public Task CommitAsync(VersionCommit commit, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<InspectionReport?> ReadReportAsync(string sha256, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<VersionRecord>> QueryAsync(IReadOnlyList<StandingKind> standings, int skip, int take, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<VersionRecord>> DueAsync(DateTimeOffset now, int take, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<StandingKind, long>> CountAsync(CancellationToken cancellation) => throw new NotSupportedException();
    }
}
