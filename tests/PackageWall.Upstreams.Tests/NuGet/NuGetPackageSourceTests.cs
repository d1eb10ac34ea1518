using Microsoft.AspNetCore.Http;
using PackageWall.Upstreams.Documents;
using PackageWall.Core.Documents;
using PackageWall.Feeds.Definitions;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;

namespace PackageWall.Upstreams.Tests.NuGet;

public sealed class NuGetPackageSourceTests
{
    private static readonly DateTimeOffset LongAgo = new(2024, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly PackageName Demo = PackageName.Parse(Ecosystem.NuGet, "PwDemo");
    private readonly HurriedTime _time = new();

    [Fact]
    public async Task Many_who_ask_at_once_cost_one_request_per_document()
    {
        await using NuGetSource host = await RunAsync();
        IPackageSource source = Source(host);

        SourceAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => source.ReadAsync(Demo, default)));

        answers.ShouldAllBe(answer => answer is SourceAnswer.Known);
        host.Count("/v3-flatcontainer/pwdemo/index.json").ShouldBe(1);
        host.Count("registration5").ShouldBe(1);
    }

    [Fact]
    public async Task What_is_missing_is_remembered_for_a_minute_and_no_longer()
    {
        await using NuGetSource host = await RunAsync();
        IPackageSource source = Source(host);
        PackageName other = PackageName.Parse(Ecosystem.NuGet, "Newcomer");

        (await source.ReadAsync(other, default)).ShouldBeOfType<SourceAnswer.Missing>();
        host.Publish(new NupkgBuilder("Newcomer", "1.0.0").Framework(), LongAgo);
        (await source.ReadAsync(other, default)).ShouldBeOfType<SourceAnswer.Missing>();
        _time.Advance(TimeSpan.FromSeconds(61));
        (await source.ReadAsync(other, default)).ShouldBeOfType<SourceAnswer.Known>();
    }

    [Fact]
    public async Task A_new_version_is_seen_behind_the_first_answer_after_five_minutes_and_an_upstream_that_is_away_changes_nothing()
    {
        await using NuGetSource host = await RunAsync();
        IPackageSource source = Source(host);
        await source.ReadAsync(Demo, default);
        host.Publish(new NupkgBuilder("PwDemo", "1.1.0").Framework(), LongAgo);

        _time.Advance(TimeSpan.FromMinutes(6));
        (await KnownAsync(source)).Package.Versions.Count.ShouldBe(1);
        await source.ReadNowAsync(Demo, default);
        (await KnownAsync(source)).Package.Versions.Count.ShouldBe(2);

        await host.StopAsync();
        _time.Advance(TimeSpan.FromMinutes(6));
        (await KnownAsync(source)).IsStale.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMinutes(30));
        PackageDocument stale = await KnownAsync(source);
        stale.IsStale.ShouldBeTrue();
        stale.Package.Versions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_richest_hive_is_read_with_its_pages_and_dates_every_version()
    {
        await using NuGetSource host = await NuGetSource.RunAsync();
        for (int i = 0; i < 150; i++)
        {
            host.Publish(new NupkgBuilder("PwDemo", $"1.0.{i}").Framework(), LongAgo.AddDays(i));
        }

        host.Publish(new NupkgBuilder("PwDemo", "2.0.0-rc.1+build").Framework(), LongAgo);

        PackageDocument document = await KnownAsync(Source(host));

        document.Package.Versions.Count.ShouldBe(151);
        document.Package.Versions.ShouldAllBe(version => version.PublishedAt != null);
        host.Count("/page/").ShouldBe(3);
        host.Count("registration5-gz-semver2").ShouldBe(4);
    }

    [Fact]
    public async Task The_year_1900_is_no_date_and_the_catalog_tells_the_real_one()
    {
        await using NuGetSource host = await RunAsync();
        NuGetRelease hidden = host.Publish(new NupkgBuilder("PwDemo", "1.1.0").Framework(), _time.GetUtcNow().AddHours(-1));
        hidden.IsListed = false;

        UpstreamVersion version = (await KnownAsync(Source(host))).Package.Versions[^1];

        version.PublishedAt.ShouldBe(hidden.Created);
        version.IsListed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_version_that_was_listed_again_lately_keeps_the_date_of_its_first_push()
    {
        await using NuGetSource host = await NuGetSource.RunAsync();
        host.Publish(new NupkgBuilder("PwDemo", "1.0.0").Framework(), LongAgo).Published = _time.GetUtcNow().AddHours(-1);

        (await KnownAsync(Source(host))).Package.Versions[0].PublishedAt.ShouldBe(LongAgo);
    }

    [Fact]
    public async Task A_partial_copy_leaves_versions_undated_but_not_unseen()
    {
        await using NuGetSource host = await NuGetSource.RunAsync(isPartial: true);
        host.Publish(new NupkgBuilder("PwDemo", "1.0.0").Framework(), LongAgo);

        UpstreamVersion version = (await KnownAsync(Source(host))).Package.Versions.ShouldHaveSingleItem();

        version.PublishedAt.ShouldBeNull();
        host.Count("catalog").ShouldBe(0);
    }

    [Fact]
    public async Task A_package_is_verified_against_the_hash_in_the_catalog()
    {
        await using NuGetSource host = await NuGetSource.RunAsync();
        NuGetRelease release = host.Publish(new NupkgBuilder("PwDemo", "1.0.0").Framework(), LongAgo);
        IPackageSource source = Source(host);
        UpstreamArtifact artifact = (await KnownAsync(source)).Package.Versions[0].Artifacts[0];

        (await source.DownloadAsync(artifact, new MemoryStream(), default)).ShouldBeOfType<DownloadAnswer.Verified>();

        release.Bytes = new NupkgBuilder("PwDemo", "1.0.0").Framework().File("readme.txt", "other bytes").Build();
        (await source.DownloadAsync(artifact, new MemoryStream(), default)).ShouldBeOfType<DownloadAnswer.Mismatch>().Detail.ShouldContain("sha512");
        host.Count("catalog0/data").ShouldBe(1, "a leaf never changes, so it is fetched once");
    }

    [Fact]
    public async Task A_catalog_that_is_away_makes_the_package_unavailable_and_not_unverified()
    {
        await using NuGetSource host = await RunAsync();
        IPackageSource source = Source(host);
        UpstreamArtifact artifact = (await KnownAsync(source)).Package.Versions[0].Artifacts[0];
        host.Fault = async context =>
        {
            if (!context.Request.Path.Value!.Contains("catalog0", StringComparison.Ordinal))
            {
                return false;
            }

            context.Response.StatusCode = 500;
            await context.Response.CompleteAsync();
            return true;
        };

        (await source.DownloadAsync(artifact, new MemoryStream(), default)).ShouldBeOfType<DownloadAnswer.Unavailable>();
        host.Count(".nupkg").ShouldBe(0);
    }

    [Fact]
    public async Task A_service_index_that_is_no_such_thing_is_unavailable()
    {
        await using ScriptedHost host = await ScriptedHost.RunAsync(ScriptedHost.Text("<html></html>", "text/html"));
        IPackageSource source = Factory().Create(Feed(), host.Address, null, new Random(7));

        (await source.ReadAsync(Demo, default)).ShouldBeOfType<SourceAnswer.Unavailable>();
    }

    private static async Task<NuGetSource> RunAsync()
    {
        NuGetSource host = await NuGetSource.RunAsync();
        host.Publish(new NupkgBuilder("PwDemo", "1.0.0").Framework(), LongAgo);
        return host;
    }

    private static async Task<PackageDocument> KnownAsync(IPackageSource source) => (await source.ReadAsync(Demo, default)).ShouldBeOfType<SourceAnswer.Known>().Document;

    private static FeedDefinition Feed()
    {
        (IReadOnlyList<FeedDefinition> feeds, IReadOnlyList<DefinitionError> errors) =
            FeedDefinitionReader.Read([("nuget.yaml", "ecosystem: nuget\nmount: /nuget/\nupstream: https://nuget.example/v3/index.json\npolicy:\n  cool-off: 7d\n")]);
        errors.ShouldBeEmpty();
        return feeds[0];
    }

    private PackageSourceFactory Factory() => new(new MemoryDocuments(), new DocumentBuffers(), new SourceMemory(1 << 20), _time);

    private IPackageSource Source(NuGetSource host) => Factory().Create(Feed(), host.Index, null, new Random(7));
}
