using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using PackageWall.Core.Prefetch;
using PackageWall.EndToEnd.Tests.Npm;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;

namespace PackageWall.Server.Tests.Endpoints.Npm;

/// <summary>What npm tells before it asks for tarballs is used to have them inspected by then, through the same intake and never before a client.</summary>
public sealed class PrefetchTests : IAsyncLifetime
{
    private const string Bulk = "-/npm/v1/security/advisories/bulk";

    private NpmWorld _world = null!;

    private PrefetchMetrics Metrics => _world.Wall.Services.GetRequiredService<PrefetchMetrics>();

    public async Task InitializeAsync() => _world = await StartAsync("100");

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task An_announced_tree_is_inspected_before_its_tarballs_are_asked_for()
    {
        NpmRelease first = _world.Publish("pw-one", "1.0.0", NpmWorld.LongAgo);
        _world.Publish("pw-one", "1.1.0", NpmWorld.LongAgo);
        NpmRelease second = _world.Publish("@pw/two", "2.0.0", NpmWorld.LongAgo);

        (await AuditAsync("ci", ("pw-one", "1.0.0"), ("@pw/two", "2.0.0"))).ShouldBe(HttpStatusCode.OK);
        await _world.Inspection.ReachesAsync(2);
        foreach (NpmRelease release in new[] { first, second })
        {
            (await TarballAsync(release)).ShouldBe(HttpStatusCode.OK);
            _world.Registry.Count(release.FileName).ShouldBe(1);
        }

        _world.Inspection.Count.ShouldBe(2);
        Metrics[PrefetchOutcome.Predicted].ShouldBe(2);
        Metrics[PrefetchOutcome.Hit].ShouldBe(2);
    }

    [Fact]
    public async Task A_client_that_asks_for_what_is_on_its_way_joins_it()
    {
        NpmRelease release = _world.Publish("pw-one", "1.0.0", NpmWorld.LongAgo);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _world.Inspection.Until = end.Task;

        await AuditAsync("install", ("pw-one", "1.0.0"));
        await _world.Inspection.ReachesAsync(1);
        Task<HttpStatusCode> asking = TarballAsync(release);
        end.SetResult();

        (await asking).ShouldBe(HttpStatusCode.OK);
        _world.Inspection.Count.ShouldBe(1);
        _world.Registry.Count(release.FileName).ShouldBe(1);
        Metrics[PrefetchOutcome.Hit].ShouldBe(1);
    }

    [Theory]
    [InlineData("audit")]
    [InlineData("view")]
    [InlineData(null)]
    public async Task Who_only_audits_announces_nothing(string? command)
    {
        _world.Publish("pw-audited", "1.0.0", NpmWorld.LongAgo);
        _world.Publish("pw-installed", "1.0.0", NpmWorld.LongAgo);

        await AuditAsync(command, ("pw-audited", "1.0.0"));
        await AuditAsync("ci", ("pw-installed", "1.0.0"));
        await _world.Inspection.ReachesAsync(1);

        _world.Registry.Count("pw-audited").ShouldBe(0);
    }

    [Fact]
    public async Task What_is_withheld_is_not_fetched_and_what_is_held_is_refused_all_the_same()
    {
        NpmRelease young = _world.Publish("pw-young", "1.0.0", DateTimeOffset.UtcNow.AddHours(-1));
        NpmRelease bad = _world.PublishMarked("pw-bad", "1.0.0", "malicious-marker", NpmWorld.LongAgo);

        await AuditAsync("ci", ("pw-young", "1.0.0"), ("pw-bad", "1.0.0"));
        await _world.Inspection.ReachesAsync(1);

        (await TarballAsync(bad)).ShouldBe(HttpStatusCode.Forbidden);
        (await TarballAsync(young)).ShouldBe(HttpStatusCode.Forbidden);
        _world.Registry.Count(young.FileName).ShouldBe(0);
        Metrics[PrefetchOutcome.Predicted].ShouldBe(1);
    }

    [Fact]
    public async Task Documents_that_are_asked_for_lead_to_the_versions_that_npm_will_take()
    {
        await _world.TeachAsync();
        NpmRelease app = _world.Registry.Publish(
            new NpmPackageBuilder("pw-app", "2.0.0")
                .Dependency("pw-lib", "^1.0.0")
                .Dependency("pw-unasked", "1.0.0")
                .Dependency("pw-native", "1.0.0", "optionalDependencies"),
            NpmWorld.LongAgo);
        _world.Publish("pw-lib", "1.0.0", NpmWorld.LongAgo);
        NpmRelease lib = _world.Publish("pw-lib", "1.4.0", NpmWorld.LongAgo);
        _world.Publish("pw-lib", "2.0.0", NpmWorld.LongAgo);
        _world.Publish("pw-unasked", "1.0.0", NpmWorld.LongAgo);
        _world.Publish("pw-native", "1.0.0", NpmWorld.LongAgo);

        await DocumentAsync("pw-app", "install");
        await DocumentAsync("pw-lib", "install");
        await DocumentAsync("pw-native", "install");
        await _world.Inspection.ReachesAsync(NpmWorld.Taught + 2);

        (await TarballAsync(app)).ShouldBe(HttpStatusCode.OK);
        (await TarballAsync(lib)).ShouldBe(HttpStatusCode.OK);
        _world.Inspection.Count.ShouldBe(NpmWorld.Taught + 2);
        Metrics[PrefetchOutcome.Predicted].ShouldBe(2);
        Metrics[PrefetchOutcome.Hit].ShouldBe(2);
        _world.Registry.Count("pw-unasked").ShouldBe(0);
    }

    [Fact]
    public async Task A_range_that_becomes_known_after_the_document_was_given_is_followed()
    {
        await _world.TeachAsync();
        _world.Publish("pw-lib", "1.4.0", NpmWorld.LongAgo);
        _world.Publish("pw-lib", "2.0.0", NpmWorld.LongAgo);
        _world.Registry.Publish(new NpmPackageBuilder("pw-app", "1.0.0").Dependency("pw-lib", "^1.0.0"), NpmWorld.LongAgo);

        await DocumentAsync("pw-lib", "install");
        await DocumentAsync("pw-app", "install");
        await _world.Inspection.ReachesAsync(NpmWorld.Taught + 3);

        _world.Registry.Count("pw-lib-1.4.0.tgz").ShouldBe(1);
        Metrics[PrefetchOutcome.Predicted].ShouldBe(3);
    }

    [Fact]
    public async Task Who_only_looks_at_a_document_gets_nothing_fetched()
    {
        await _world.TeachAsync();
        _world.Publish("pw-viewed", "1.0.0", NpmWorld.LongAgo);
        _world.Publish("pw-installed", "1.0.0", NpmWorld.LongAgo);

        await DocumentAsync("pw-viewed", "view");
        await DocumentAsync("pw-installed", "install");
        await _world.Inspection.ReachesAsync(NpmWorld.Taught + 1);

        _world.Registry.Count("pw-viewed-1.0.0.tgz").ShouldBe(0);
        Metrics[PrefetchOutcome.Predicted].ShouldBe(1);
    }

    [Fact]
    public async Task Where_clients_do_not_take_the_latest_nothing_is_guessed()
    {
        await _world.TeachAsync();
        for (int i = 0; i < 5; i++)
        {
            NpmRelease pinned = _world.Publish($"pw-old-{i}", "1.0.0", NpmWorld.LongAgo);
            _world.Publish($"pw-old-{i}", "2.0.0", NpmWorld.LongAgo);
            await DocumentAsync(pinned.Name, "install");
            await TarballAsync(pinned);
        }

        long predicted = Metrics[PrefetchOutcome.Predicted];
        _world.Publish("pw-last", "2.0.0", NpmWorld.LongAgo);
        await DocumentAsync("pw-last", "install");

        Metrics[PrefetchOutcome.Predicted].ShouldBe(predicted);
    }

    [Fact]
    public async Task What_cannot_be_fetched_is_no_news_until_a_client_asks()
    {
        NpmRelease release = _world.Publish("pw-one", "1.0.0", NpmWorld.LongAgo);
        NpmRelease other = _world.Publish("pw-two", "1.0.0", NpmWorld.LongAgo);
        _world.Registry.Fault = BrokenAnswers.Status("pw-one-1.0.0.tgz", 500);
        await AuditAsync("ci", ("pw-one", "1.0.0"), ("pw-two", "1.0.0"));
        await _world.Inspection.ReachesAsync(1);
        (await TarballAsync(release)).ShouldBe(HttpStatusCode.ServiceUnavailable);

        _world.Registry.Fault = null;

        (await TarballAsync(other)).ShouldBe(HttpStatusCode.OK);
        (await TarballAsync(release)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Off_is_off()
    {
        await using NpmWorld world = await StartAsync("off");
        world.Publish("pw-one", "1.0.0", NpmWorld.LongAgo);

        await AuditAsync(world, "ci", ("pw-one", "1.0.0"));
        await DocumentAsync(world, "pw-one", "install");

        PrefetchMetrics metrics = world.Wall.Services.GetRequiredService<PrefetchMetrics>();
        metrics[PrefetchOutcome.Predicted].ShouldBe(0);
        world.Wall.Services.GetRequiredService<PrefetchBoard>().Waiting.ShouldBe(0);
    }

    private static Task<NpmWorld> StartAsync(string prefetch) =>
        NpmWorld.StartAsync(change: (options, _) => options with { Settings = new Dictionary<string, string> { ["PACKAGEWALL_PREFETCH"] = prefetch } });

    private Task<HttpStatusCode> AuditAsync(string? command, params (string Name, string Version)[] tree) => AuditAsync(_world, command, tree);

    private Task<HttpStatusCode> DocumentAsync(string name, string command) => DocumentAsync(_world, name, command);

    private static async Task<HttpStatusCode> AuditAsync(NpmWorld world, string? command, params (string Name, string Version)[] tree)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(world.Address, Bulk))
        {
            Content = JsonContent.Create(tree.ToDictionary(package => package.Name, package => new[] { package.Version })),
        };
        return await SendAsync(world, request, command);
    }

    private static async Task<HttpStatusCode> DocumentAsync(NpmWorld world, string name, string command)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(world.Address, name));
        return await SendAsync(world, request, command);
    }

    private async Task<HttpStatusCode> TarballAsync(NpmRelease release)
    {
        using HttpResponseMessage response = await _world.GetAsync(NpmWorld.Tarball(release));
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> SendAsync(NpmWorld world, HttpRequestMessage request, string? command)
    {
        if (command is not null)
        {
            request.Headers.Add("npm-command", command);
        }

        using HttpResponseMessage response = await world.Wall.Http.SendAsync(request);
        return response.StatusCode;
    }
}
