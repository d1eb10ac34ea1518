using Microsoft.AspNetCore.Http;
using PackageWall.Core.Documents;
using PackageWall.Packages;
using PackageWall.Upstreams.Documents;
using PackageWall.Upstreams.Http;
using PackageWall.Upstreams.Npm;
using static PackageWall.Upstreams.Tests.ScriptedHost;

namespace PackageWall.Upstreams.Tests.Documents;

/// <summary>How long what an upstream said is good, and who waits for what it says next.</summary>
public sealed class PackageSourceTests
{
    private static readonly PackageName Demo = PackageName.Parse(Ecosystem.Npm, "pw-demo");
    private static readonly TimeSpan SixMinutes = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan SixSeconds = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    private readonly HurriedTime _time = new();
    private readonly MemoryDocuments _store = new();

    [Fact]
    public async Task A_fresh_document_is_asked_for_once()
    {
        await using ScriptedHost host = await RunAsync(Versions("1.0.0"));
        NpmPackageSource source = Source(host);

        await VersionsAsync(source);
        _time.Advance(TimeSpan.FromMinutes(4));
        (await VersionsAsync(source)).ShouldBe(["1.0.0"]);

        host.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_older_one_is_answered_at_once_and_the_upstream_asked_behind_the_answer()
    {
        var gate = new TaskCompletionSource();
        await using ScriptedHost host = await RunAsync(Versions("1.0.0"), async context =>
        {
            await gate.Task;
            await Versions("1.0.0", "1.1.0")(context);
        });
        NpmPackageSource source = Source(host);
        await VersionsAsync(source);
        _time.Advance(SixMinutes);

        (await VersionsAsync(source)).ShouldBe(["1.0.0"], "the upstream has not even answered");
        gate.SetResult();
        await source.ReadNowAsync(Demo, default);

        (await VersionsAsync(source)).ShouldBe(["1.0.0", "1.1.0"]);
        host.Requests.Count.ShouldBe(2, "whoever wants the newest joins the flight that is under way");
    }

    [Fact]
    public async Task When_the_last_contact_is_an_hour_ago_the_client_waits()
    {
        await using ScriptedHost host = await RunAsync(Versions("1.0.0"), Versions("1.0.0", "1.1.0"));
        NpmPackageSource source = Source(host);
        await VersionsAsync(source);

        _time.Advance(AnHour);

        (await VersionsAsync(source)).ShouldBe(["1.0.0", "1.1.0"]);
    }

    [Fact]
    public async Task An_upstream_that_fails_behind_the_answer_changes_nothing_until_the_time_is_over_and_then_is_told()
    {
        await using ScriptedHost host = await RunAsync(Versions("1.0.0"), Status(500));
        NpmPackageSource source = Source(host);
        await VersionsAsync(source);

        _time.Advance(SixMinutes);
        (await KnownAsync(source)).IsStale.ShouldBeFalse();
        SourceAnswer.Known waited = (await source.ReadNowAsync(Demo, default)).ShouldBeOfType<SourceAnswer.Known>();
        waited.Document.IsStale.ShouldBeTrue("who waited for the upstream is told that it is away");
        waited.Document.Package.Versions.Count.ShouldBe(1);
        (await KnownAsync(source)).IsStale.ShouldBeFalse();

        _time.Advance(AnHour);
        (await KnownAsync(source)).IsStale.ShouldBeTrue();
    }

    [Fact]
    public async Task A_failure_behind_the_answer_is_not_the_last_try()
    {
        await using ScriptedHost host = await RunAsync(Versions("1.0.0"), Status(403), Versions("1.0.0", "1.1.0"));
        NpmPackageSource source = Source(host);
        await VersionsAsync(source);

        _time.Advance(SixMinutes);
        await VersionsAsync(source);
        await source.ReadNowAsync(Demo, default);
        _time.Advance(TimeSpan.FromSeconds(16));
        await VersionsAsync(source);
        await source.ReadNowAsync(Demo, default);

        (await VersionsAsync(source)).ShouldBe(["1.0.0", "1.1.0"]);
    }

    [Fact]
    public async Task A_client_that_wants_the_newest_gets_it_but_not_more_often_than_every_few_seconds()
    {
        await using ScriptedHost host = await RunAsync(Versions("1.0.0"), Versions("1.0.0", "1.1.0"));
        NpmPackageSource source = Source(host);
        await VersionsAsync(source);

        await source.ReadNowAsync(Demo, default);
        host.Requests.Count.ShouldBe(1);

        _time.Advance(SixSeconds);
        (await source.ReadNowAsync(Demo, default)).ShouldBeOfType<SourceAnswer.Known>().Document.Package.Versions.Count.ShouldBe(2);
        await source.ReadNowAsync(Demo, default);
        host.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_found_unchanged_is_neither_read_nor_decompressed_again()
    {
        await using ScriptedHost host = await RunAsync(Versions("1.0.0"), Status(304));
        NpmPackageSource source = Source(host);
        PackageDocument before = await KnownAsync(source);

        _time.Advance(AnHour);
        PackageDocument after = await KnownAsync(source);

        after.Package.ShouldBeSameAs(before.Package);
        after.FetchedAt.ShouldBe(_time.GetUtcNow());
        _store.Opened.ShouldBe(0);
    }

    [Fact]
    public async Task A_package_that_the_upstream_has_taken_away_is_missing_after_the_next_contact()
    {
        await using ScriptedHost host = await RunAsync(Versions("1.0.0"), Status(404));
        NpmPackageSource source = Source(host);
        await VersionsAsync(source);
        _time.Advance(SixMinutes);

        await VersionsAsync(source);
        await source.ReadNowAsync(Demo, default);

        (await source.ReadAsync(Demo, default)).ShouldBeOfType<SourceAnswer.Missing>();
    }

    [Fact]
    public async Task After_a_restart_the_stored_document_is_answered_while_its_time_is_not_over()
    {
        await using ScriptedHost host = await RunAsync(Versions("1.0.0"), Versions("1.0.0", "1.1.0"));
        await VersionsAsync(Source(host));
        _time.Advance(SixMinutes);

        NpmPackageSource restarted = Source(host);

        (await VersionsAsync(restarted)).ShouldBe(["1.0.0"]);
        await restarted.ReadNowAsync(Demo, default);
        (await VersionsAsync(restarted)).ShouldBe(["1.0.0", "1.1.0"]);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_does_not_keep_an_answer_for_ever()
    {
        await using ScriptedHost host = await RunAsync(Versions("1.0.0"), Versions("1.0.0", "1.1.0"));
        NpmPackageSource source = Source(host);
        await VersionsAsync(source);

        _time.Advance(TimeSpan.FromDays(-1));

        (await VersionsAsync(source)).ShouldBe(["1.0.0", "1.1.0"]);
    }

    [Fact]
    public async Task A_document_whose_bytes_are_lost_is_fetched_again()
    {
        await using ScriptedHost host = await RunAsync(Versions("1.0.0"), Versions("1.0.0", "1.1.0"));
        NpmPackageSource source = Source(host);
        var document = (NpmDocument)await KnownAsync(source);
        _store.Clear();

        (await document.OpenAsync(default)).ShouldBeNull();
        PackageDocument again = (await source.ReadAgainAsync(document, default)).ShouldBeOfType<SourceAnswer.Known>().Document;

        again.Package.Versions.Count.ShouldBe(2);
        using OpenDocument? opened = await ((NpmDocument)again).OpenAsync(default);
        opened.ShouldNotBeNull();
    }

    [Fact]
    public async Task Bytes_that_were_replaced_are_not_taken_for_those_that_were_read()
    {
        await using ScriptedHost host = await RunAsync(Versions("1.0.0"), Versions("1.0.0", "1.1.0"));
        NpmPackageSource source = Source(host);
        var before = (NpmDocument)await KnownAsync(source);
        _time.Advance(AnHour);
        await KnownAsync(source);

        (await before.OpenAsync(default)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_what_had_to_leave_memory_it_is_still_known_which_it_was_and_for_how_long()
    {
        await using ScriptedHost host = await RunAsync(Versions("1.0.0"));
        NpmPackageSource source = Source(host, memory: 1);
        PackageDocument document = await KnownAsync(source);

        source.Peek(Demo).ShouldBe(new SourceState(document.Revision, false));
        _time.Advance(AnHour);
        source.Peek(Demo).ShouldBeNull("now the upstream must be waited for");
    }

    [Fact]
    public async Task A_failure_behind_the_answer_changes_nothing_either_when_the_document_had_to_leave_memory()
    {
        await using ScriptedHost host = await RunAsync(Versions("1.0.0"), Status(500));
        NpmPackageSource source = Source(host, memory: 1);
        await VersionsAsync(source);
        _time.Advance(SixMinutes);

        source.Peek(Demo)!.IsStale.ShouldBeFalse();
        (await source.ReadNowAsync(Demo, default)).ShouldBeOfType<SourceAnswer.Known>().Document.IsStale.ShouldBeTrue();

        source.Peek(Demo)!.IsStale.ShouldBeFalse();
        (await KnownAsync(source)).IsStale.ShouldBeFalse();
    }

    private static RequestDelegate Versions(params string[] versions)
    {
        IEnumerable<string> entries = versions.Select(version =>
            $"\"{version}\":{{\"name\":\"pw-demo\",\"version\":\"{version}\",\"dist\":{{\"tarball\":\"http://127.0.0.1/pw-demo/-/pw-demo-{version}.tgz\"}}}}");
        return Text(
            "{\"name\":\"pw-demo\",\"dist-tags\":{\"latest\":\"" + versions[^1] + "\"},\"versions\":{" + string.Join(',', entries) + "},\"time\":{}}",
            etag: $"\"{string.Join('-', versions)}\"");
    }

    private NpmPackageSource Source(ScriptedHost host, long memory = 1 << 20)
    {
        var client = new UpstreamClient(new UpstreamHosts(host.Address, []), null, _time, new Random(7));
        return new NpmPackageSource(host.Address, client, new DocumentFetcher("npm", client, _store, new DocumentBuffers(), _time), 1 << 20, new SourceMemory(memory), _time);
    }

    private static async Task<PackageDocument> KnownAsync(NpmPackageSource source) =>
        (await source.ReadAsync(Demo, default)).ShouldBeOfType<SourceAnswer.Known>().Document;

    private static async Task<IEnumerable<string>> VersionsAsync(NpmPackageSource source) =>
        (await KnownAsync(source)).Package.Versions.Select(version => version.Spelling);
}
