using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;

namespace PackageWall.Data.Tests.Versions;

/// <summary>What every version store must do. One class per database runs it.</summary>
public abstract class VersionStoreCompliance
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_record_comes_back_as_it_was_written_with_times_cut_to_microseconds()
    {
        await using TestWall wall = await OpenAsync();
        VersionRecord written = Samples.FullRecord;

        await wall.Store.CommitAsync(Samples.Commit(written), None);
        VersionRecord? read = await wall.Store.FindAsync(written.Key, None);

        read.ShouldNotBeNull();
        read.Key.ShouldBe(written.Key);
        read.ShouldHoldTheSameAs(written with { FirstSeenAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, 123, 456, TimeSpan.Zero) });
    }

    [Fact]
    public async Task What_was_never_written_is_not_found()
    {
        await using TestWall wall = await OpenAsync();

        (await wall.Store.FindAsync(Samples.Key("1.0.0"), None)).ShouldBeNull();
        (await wall.Store.LoadAsync("npm", PackageName.Parse(Ecosystem.Npm, "left-pad"), None)).ShouldBeEmpty();
        (await wall.Store.ReadReportAsync(Samples.Sha256("x"), None)).ShouldBeNull();
        (await wall.Store.QueryAsync([], 0, 10, None)).ShouldBeEmpty();
        (await wall.Store.DueAsync(Samples.Noon, 10, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Load_gives_the_versions_of_one_package_of_one_feed()
    {
        await using TestWall wall = await OpenAsync();
        await wall.Store.CommitAsync(
            new VersionCommit
            {
                Versions =
                [
                    Samples.Record("1.0.0"), Samples.Record("2.0.0"),
                    Samples.Record("3.0.0", package: "left-pad2"), Samples.Record("4.0.0", package: "Left-Pad"), Samples.Record("5.0.0", feed: "npm-other"),
                ],
            },
            None);

        var loaded = await wall.Store.LoadAsync("npm", PackageName.Parse(Ecosystem.Npm, "left-pad"), None);

        loaded.Select(record => record.Key.Version.Value).ShouldBe(["1.0.0", "2.0.0"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_change_needs_the_revision_that_follows_the_stored_one()
    {
        await using TestWall wall = await OpenAsync();
        VersionRecord first = Samples.Record("1.0.0", StandingKind.Cooling, until: Samples.Noon);
        await wall.Store.CommitAsync(Samples.Commit(first, Samples.Event(1)), None);
        VersionRecord second = first with { Revision = 2, Standing = new Standing(StandingKind.Released, "its time is over") };

        await wall.Store.CommitAsync(Samples.Commit(second, Samples.Event(2)), None);

        (await wall.Store.FindAsync(first.Key, None)).ShouldHoldTheSameAs(second);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_record_with_another_revision_is_a_conflict_and_nothing_of_its_commit_is_written(long revision)
    {
        await using TestWall wall = await OpenAsync();
        VersionRecord stored = Samples.Record("1.0.0");
        await wall.Store.CommitAsync(Samples.Commit(stored, Samples.Event(1)), None);
        await wall.Store.CommitAsync(Samples.Commit(stored with { Revision = 2 }, Samples.Event(2)), None);
        string sha = Samples.Sha256("report");

        var conflict = await Should.ThrowAsync<VersionConflictException>(() => wall.Store.CommitAsync(
            new VersionCommit
            {
                Versions = [Samples.Record("9.0.0"), stored with { Revision = revision, Standing = new Standing(StandingKind.Blocked, "late") }],
                Reports = [Samples.Report(sha)],
                Events = [Samples.Event(3)],
            },
            None));

        conflict.Key.ShouldBe(stored.Key);
        (await wall.Store.FindAsync(stored.Key, None))!.Standing.Kind.ShouldBe(StandingKind.Released);
        (await wall.Store.FindAsync(Samples.Key("9.0.0"), None)).ShouldBeNull();
        (await wall.Store.ReadReportAsync(sha, None)).ShouldBeNull();
        (await wall.Audit.ReadAsync(1, 10, None)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_change_of_a_version_that_is_not_there_is_a_conflict()
    {
        await using TestWall wall = await OpenAsync();

        await Should.ThrowAsync<VersionConflictException>(() => wall.Store.CommitAsync(Samples.Commit(Samples.Record("1.0.0") with { Revision = 2 }), None));
    }

    [Fact]
    public async Task A_commit_without_a_revision_or_with_a_version_twice_is_refused_before_it_is_queued()
    {
        await using TestWall wall = await OpenAsync();
        VersionRecord record = Samples.Record("1.0.0");

        await Should.ThrowAsync<ArgumentException>(() => wall.Store.CommitAsync(Samples.Commit(record with { Revision = 0 }), None));
        await Should.ThrowAsync<ArgumentException>(() => wall.Store.CommitAsync(new VersionCommit { Versions = [record, record with { Revision = 2 }] }, None));
    }

    [Fact]
    public async Task A_report_comes_back_as_it_was_written_and_a_later_one_replaces_it()
    {
        await using TestWall wall = await OpenAsync();
        string sha = Samples.Sha256("artifact");
        InspectionReport first = Samples.Report(sha);
        InspectionReport second = Samples.Report(sha, "r2");

        await wall.Store.CommitAsync(new VersionCommit { Reports = [first] }, None);
        (await wall.Store.ReadReportAsync(sha, None)).ShouldHoldTheSameAs(first);

        await wall.Store.CommitAsync(new VersionCommit { Reports = [second] }, None);
        (await wall.Store.ReadReportAsync(sha, None)).ShouldHoldTheSameAs(second);
    }

    [Fact]
    public async Task A_query_gives_the_highest_score_first_then_the_newest_and_pages_without_gaps()
    {
        await using TestWall wall = await OpenAsync();
        VersionRecord[] records =
        [
            Samples.Record("1.0.0", StandingKind.Held, score: 5) with { PublishedAt = Samples.Noon.AddDays(-3) },
            Samples.Record("2.0.0", StandingKind.Held, score: 5) with { PublishedAt = Samples.Noon.AddDays(-1) },
            Samples.Record("3.0.0", StandingKind.Blocked, score: 9),
            Samples.Record("4.0.0", StandingKind.Held, score: 5) with { PublishedAt = null },
            Samples.Record("5.0.0", StandingKind.Released, score: 50),
            Samples.Record("6.0.0", StandingKind.Held, score: 1),
        ];
        await wall.Store.CommitAsync(new VersionCommit { Versions = records }, None);

        (await Versions([StandingKind.Held], 0, 10)).ShouldBe(["4.0.0", "2.0.0", "1.0.0", "6.0.0"]);
        (await Versions([StandingKind.Held, StandingKind.Blocked], 0, 10)).ShouldBe(["3.0.0", "4.0.0", "2.0.0", "1.0.0", "6.0.0"]);
        (await Versions([], 0, 10)).ShouldBe(["5.0.0", "3.0.0", "4.0.0", "2.0.0", "1.0.0", "6.0.0"]);
        (await Versions([], 2, 2)).ShouldBe(["4.0.0", "2.0.0"]);
        (await Versions([StandingKind.Recalled], 0, 10)).ShouldBeEmpty();

        async Task<IEnumerable<string>> Versions(StandingKind[] kinds, int skip, int take) =>
            (await wall.Store.QueryAsync(kinds, skip, take, None)).Select(record => record.Key.Version.Value);
    }

    [Fact]
    public async Task Due_are_the_cooling_versions_whose_time_is_over_earliest_first()
    {
        await using TestWall wall = await OpenAsync();
        VersionRecord[] records =
        [
            Samples.Record("1.0.0", StandingKind.Cooling, until: Samples.Noon),
            Samples.Record("2.0.0", StandingKind.Cooling, until: Samples.Noon.AddMicroseconds(1)),
            Samples.Record("3.0.0", StandingKind.Cooling, until: Samples.Noon.AddDays(-1)),
            Samples.Record("4.0.0", StandingKind.Held, until: Samples.Noon.AddDays(-1)),
            Samples.Record("5.0.0", StandingKind.Cooling),
        ];
        await wall.Store.CommitAsync(new VersionCommit { Versions = records }, None);

        (await Due(Samples.Noon, 10)).ShouldBe(["3.0.0", "1.0.0"]);
        (await Due(Samples.Noon.AddMicroseconds(1), 10)).ShouldBe(["3.0.0", "1.0.0", "2.0.0"]);
        (await Due(Samples.Noon, 1)).ShouldBe(["3.0.0"]);

        async Task<IEnumerable<string>> Due(DateTimeOffset now, int take) =>
            (await wall.Store.DueAsync(now, take, None)).Select(record => record.Key.Version.Value);
    }

    [Fact]
    public async Task Counts_are_by_standing_and_name_every_standing()
    {
        await using TestWall wall = await OpenAsync();
        await wall.Store.CommitAsync(
            new VersionCommit { Versions = [Samples.Record("1.0.0"), Samples.Record("2.0.0"), Samples.Record("3.0.0", StandingKind.Held)] }, None);

        var counts = await wall.Store.CountAsync(None);

        counts.Keys.ShouldBe(Enum.GetValues<StandingKind>(), ignoreOrder: true);
        counts[StandingKind.Released].ShouldBe(2);
        counts[StandingKind.Held].ShouldBe(1);
        counts[StandingKind.Blocked].ShouldBe(0);
    }

    [Fact]
    public async Task Twenty_thousand_versions_are_queried_by_index()
    {
        await using TestWall wall = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(part => wall.Store.CommitAsync(
            new VersionCommit
            {
                Versions =
                [
                    .. Enumerable.Range(0, 1_000).Select(i => Samples.Record(
                        $"{part}.{i}.0", i % 10 == 0 ? StandingKind.Cooling : StandingKind.Released, score: i % 100, until: Samples.Noon.AddSeconds(i), package: $"package-{i % 50}")),
                ],
            },
            None)));

        (await wall.Store.CountAsync(None)).Values.Sum().ShouldBe(20_000);
        (await wall.Store.LoadAsync("npm", PackageName.Parse(Ecosystem.Npm, "package-7"), None)).Count.ShouldBe(400);
        (await wall.Store.QueryAsync([StandingKind.Released], 100, 50, None)).ShouldAllBe(record => record.Artifacts[0].Inspection!.Score == 99);
        (await wall.Store.DueAsync(Samples.Noon.AddSeconds(100), 1_000, None)).Count.ShouldBe(20 * 11);
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_is_an_error_by_name_and_does_not_hide_others_in_a_list()
    {
        await using TestWall wall = await OpenAsync();
        await wall.Store.CommitAsync(new VersionCommit { Versions = [Samples.Record("1.0.0"), Samples.Record("2.0.0")] }, None);
        await wall.ExecuteAsync("UPDATE versions SET standing = 'Elsewhere' WHERE version = '2.0.0'");

        await Should.ThrowAsync<InvalidDataException>(() => wall.Store.FindAsync(Samples.Key("2.0.0"), None));
        await Should.ThrowAsync<InvalidDataException>(() => wall.Store.LoadAsync("npm", PackageName.Parse(Ecosystem.Npm, "left-pad"), None));
        (await wall.Store.QueryAsync([], 0, 10, None)).Single().Key.ShouldBe(Samples.Key("1.0.0"));
    }

    [Fact]
    public async Task Text_that_databases_refuse_is_stored_with_replacement_characters()
    {
        await using TestWall wall = await OpenAsync();
        VersionRecord record = Samples.Record("1.0.0") with { Standing = new Standing(StandingKind.Held, "a\0b\ud800c\udc00d \U0001F600") };

        await wall.Store.CommitAsync(Samples.Commit(record, Samples.Event(1) with { Detail = "x\0y\udfff" }), None);

        (await wall.Store.FindAsync(record.Key, None))!.Standing.Because.ShouldBe("a\uFFFDb\uFFFDc\uFFFDd \U0001F600");
        (await wall.Audit.ReadAsync(1, 1, None))[0].Event.Detail.ShouldBe("x\uFFFDy\uFFFD");
        (await wall.Audit.VerifyAsync(None)).BrokenAt.ShouldBeNull();
    }

    private protected abstract Task<TestWall> OpenAsync();
}
