using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Feeds.Definitions;
using PackageWall.Feeds.Documents;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;

namespace PackageWall.Core.Tests.Documents;

/// <summary>Promise 2: what is seen of one version without a view never says yes where the view of the whole package says no.</summary>
public sealed class PlainlyVisibleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly PackageName Demo = PackageName.Parse(Ecosystem.Npm, "pw-demo");

    private readonly Store _store = new();
    private readonly Still _time = new(Now);

    [Fact]
    public async Task An_old_version_is_although_another_one_waits()
    {
        (await IsVisibleAsync("1.0.0", Version("1.0.0", Now.AddDays(-30)), Version("1.1.0", Now.AddHours(-1)))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_young_version_is_not()
    {
        (await IsVisibleAsync("1.1.0", Version("1.0.0", Now.AddDays(-30)), Version("1.1.0", Now.AddHours(-1)))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_version_whose_record_withholds_it_is_not()
    {
        _store.Records =
        [
            new VersionRecord
            {
                Key = new VersionKey("npm", Demo, PackageVersion.Parse(Ecosystem.Npm, "1.0.0")),
                FirstSeenAt = Now.AddDays(-2),
                PublishedAt = Now.AddDays(-2),
                Standing = Standing.Unseen,
                Revision = 1,
            },
        ];

        // The document tells an older date than the one that was recorded: the recorded one counts.
        (await IsVisibleAsync("1.0.0", Version("1.0.0", Now.AddDays(-30)))).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_a_first_sight_has_to_be_written_down_the_view_says_it()
    {
        (await IsVisibleAsync("1.0.0", Version("1.0.0", Now.AddDays(-30)), Version("1.1.0", null))).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_files_may_have_times_of_their_own_the_view_says_it()
    {
        UpstreamVersion several = Version("1.1.0", Now.AddDays(-30)) with { Artifacts = [File("a.tgz"), File("b.tgz")] };

        (await IsVisibleAsync("1.0.0", Version("1.0.0", Now.AddDays(-30)), several)).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_spelling_of_the_version_that_waits_withholds_both()
    {
        (await IsVisibleAsync("1.0.0", Version("1.0.0", Now.AddDays(-30)), Version("v1.0.0", Now.AddHours(-1)))).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_there_is_a_view_it_says_it()
    {
        var book = new StandingBook(_store, _time);
        using var ledger = new VersionLedger(_store, book, null!, _time);
        var views = new PackageViews(book, ledger, new WallAddress(), _time);
        NpmDocument document = Document(Version("1.0.0", Now.AddDays(-30)));
        PackageStandings standings = await book.GetAsync("npm", Demo);
        views.IsPlainlyVisible(Npm(), document, standings, document.Package.Versions[0]).ShouldBeTrue();

        (await views.GetAsync(Npm(), document)).Withheld.ShouldBeEmpty();

        views.IsPlainlyVisible(Npm(), document, standings, document.Package.Versions[0]).ShouldBeFalse();
    }

    // Asked about the first version of that spelling; and whatever is said, the view must not contradict a yes.
    private async Task<bool> IsVisibleAsync(string spelling, params UpstreamVersion[] versions)
    {
        var book = new StandingBook(_store, _time);
        using var ledger = new VersionLedger(_store, book, null!, _time);
        var views = new PackageViews(book, ledger, new WallAddress(), _time);
        NpmDocument document = Document(versions);
        UpstreamVersion asked = versions.First(version => version.Spelling == spelling);
        bool visible = views.IsPlainlyVisible(Npm(), document, await book.GetAsync("npm", Demo), asked);
        if (visible)
        {
            PackageView view = await views.GetAsync(Npm(), document);
            view.Withheld.Keys.ShouldNotContain(asked.Version.Value);
            view.WithheldFiles.Keys.ShouldNotContain(asked.Artifacts[0].FileName);
        }

        return visible;
    }

    private static Feed Npm() => new(new FeedDefinition { Name = "npm", Ecosystem = Ecosystem.Npm, Mount = "/npm/", Policy = new FeedPolicy() }, null!);

    private static NpmDocument Document(params UpstreamVersion[] versions) => new()
    {
        Package = new UpstreamPackage(Demo, versions),
        Revision = "r1",
        FetchedAt = Now,
        OpenAsync = _ => throw new NotSupportedException(),
    };

    private static UpstreamVersion Version(string spelling, DateTimeOffset? published) =>
        new(PackageVersion.Parse(Ecosystem.Npm, spelling), spelling, [File($"pw-demo-{spelling}.tgz")]) { PublishedAt = published };

    private static UpstreamArtifact File(string name) => new(name, new Uri("https://registry.example/pw-demo/-/" + name));

    private sealed class Still(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class Store : IVersionStore
    {
        public IReadOnlyList<VersionRecord> Records { get; set; } = [];

        public Task<IReadOnlyList<VersionRecord>> LoadAsync(string feed, PackageName package, CancellationToken cancellation) => Task.FromResult(Records);

        public Task<VersionRecord?> FindAsync(VersionKey key, CancellationToken cancellation) => throw new NotSupportedException();

        public Task CommitAsync(VersionCommit commit, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<InspectionReport?> ReadReportAsync(string sha256, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<VersionRecord>> QueryAsync(IReadOnlyList<StandingKind> standings, int skip, int take, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<VersionRecord>> DueAsync(DateTimeOffset now, int take, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<StandingKind, long>> CountAsync(CancellationToken cancellation) => throw new NotSupportedException();
    }
}
