using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using PackageWall.EndToEnd.Tests.Npm;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;

namespace PackageWall.Server.Tests.Endpoints.Npm;

/// <summary>The gate over HTTP: what is released leaves unchanged, everything else does not leave at all.</summary>
public sealed class TarballTests : IAsyncLifetime
{
    private NpmWorld _world = null!;

    public async Task InitializeAsync() => _world = await NpmWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_released_tarball_is_served_byte_by_byte_with_ranges_and_validators()
    {
        NpmRelease release = _world.Publish("pw-demo", "1.0.0", NpmWorld.LongAgo);

        using HttpResponseMessage response = await _world.GetAsync(NpmWorld.Tarball(release));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(release.Tarball);
        response.Headers.ETag!.Tag.ShouldBe($"\"{Convert.ToHexStringLower(SHA256.HashData(release.Tarball))}\"");
        response.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");
        using var part = new HttpRequestMessage(HttpMethod.Get, new Uri(_world.Address, NpmWorld.Tarball(release))) { Headers = { Range = new RangeHeaderValue(10, 19) } };
        using HttpResponseMessage range = await _world.Wall.Http.SendAsync(part);
        range.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await range.Content.ReadAsByteArrayAsync()).ShouldBe(release.Tarball[10..20]);
    }

    [Fact]
    public async Task Two_hundred_clients_at_once_cause_one_download_and_one_inspection()
    {
        NpmRelease release = _world.Publish("pw-herd", "1.0.0", NpmWorld.LongAgo);
        var gate = new TaskCompletionSource();
        _world.Inspection.Until = gate.Task;

        Task<HttpResponseMessage>[] clients = [.. Enumerable.Range(0, 200).Select(_ => _world.GetAsync(NpmWorld.Tarball(release)))];
        await _world.Inspection.ReachesAsync(1);
        gate.SetResult();
        HttpResponseMessage[] answers = await Task.WhenAll(clients);

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (HttpResponseMessage answer in answers)
        {
            (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(release.Tarball);
            answer.Dispose();
        }

        _world.Registry.Count(".tgz").ShouldBe(1);
        _world.Registry.Requests.Count(request => request.Target == "/pw-herd").ShouldBe(1);
        _world.Inspection.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("malicious-marker", "blocked", "is blocked")]
    [InlineData("suspicious-marker", "held", "is held for review")]
    public async Task What_the_inspection_finds_is_refused_in_all_of_npms_channels(string marker, string standing, string words)
    {
        _world.Publish("pw-bad", "1.0.0", NpmWorld.LongAgo);
        NpmRelease bad = _world.PublishMarked("pw-bad", "1.0.1", marker, NpmWorld.LongAgo);

        using HttpResponseMessage response = await _world.GetAsync(NpmWorld.Tarball(bad));

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        response.ReasonPhrase!.ShouldContain(words);
        response.Headers.GetValues("npm-notice").Single().ShouldContain(words);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/problem+json");
        JsonNode body = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        body["error"]!.GetValue<string>().ShouldContain("newest allowed: 1.0.0");
        body["alternative"]!.GetValue<string>().ShouldBe("1.0.0");
        (await _world.RecordAsync("pw-bad", "1.0.1"))["standing"]!.GetValue<string>().ShouldBe(standing);
        (await _world.JsonAsync("pw-bad"))["dist-tags"]!["latest"]!.GetValue<string>().ShouldBe("1.0.0");
    }

    [Fact]
    public async Task A_tarball_with_other_bytes_than_promised_is_held_with_both_hashes()
    {
        NpmRelease release = _world.Publish("pw-swapped", "1.0.0", NpmWorld.LongAgo);
        byte[] other = new NpmPackageBuilder("pw-swapped", "1.0.0").File("index.js", "module.exports = 'other';\n").Build();
        release.Tarball = other;

        using HttpResponseMessage response = await _world.GetAsync(NpmWorld.Tarball(release));

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        response.ReasonPhrase!.ShouldContain("held as tampered with");
        string tampering = (await _world.RecordAsync("pw-swapped", "1.0.0"))["artifacts"]![0]!["tampering"]!.GetValue<string>();
        tampering.ShouldContain(Convert.ToHexStringLower(Convert.FromBase64String(release.Integrity["sha512-".Length..])));
        tampering.ShouldContain(Convert.ToHexStringLower(SHA512.HashData(other)));
        (await _world.JsonAsync("pw-swapped"))["versions"]!.AsObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_that_waits_is_refused_without_a_byte_of_it_and_inspected_meanwhile()
    {
        _world.Publish("pw-young", "1.0.0", NpmWorld.LongAgo);
        NpmRelease young = _world.Publish("pw-young", "1.1.0", DateTimeOffset.UtcNow.AddHours(-1));

        using HttpResponseMessage refused = await _world.GetAsync(NpmWorld.Tarball(young));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        refused.ReasonPhrase!.ShouldContain("cooling until");

        // Asking for the document starts the inspection in the background: the version and the one before it, to compare with.
        await _world.JsonAsync("pw-young");
        await _world.Inspection.ReachesAsync(2);
        _world.Wall.Time.Advance(TimeSpan.FromDays(7));
        using HttpResponseMessage released = await _world.GetAsync(NpmWorld.Tarball(young));
        released.StatusCode.ShouldBe(HttpStatusCode.OK);
        _world.Inspection.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_verdict_that_comes_while_clients_wait_reaches_them()
    {
        NpmRelease bad = _world.PublishMarked("pw-slow", "1.0.0", "malicious-marker", NpmWorld.LongAgo);
        var gate = new TaskCompletionSource();
        _world.Inspection.Until = gate.Task;

        Task<HttpResponseMessage> client = _world.GetAsync(NpmWorld.Tarball(bad));
        await _world.Inspection.ReachesAsync(1);
        client.IsCompleted.ShouldBeFalse();
        gate.SetResult();
        using HttpResponseMessage answer = await client;

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_client_that_leaves_does_not_end_the_intake()
    {
        NpmRelease release = _world.Publish("pw-left", "1.0.0", NpmWorld.LongAgo);
        var gate = new TaskCompletionSource();
        _world.Inspection.Until = gate.Task;
        using var leaving = new CancellationTokenSource();
        Task<HttpResponseMessage> client = _world.Wall.Http.GetAsync(new Uri(_world.Address, NpmWorld.Tarball(release)), leaving.Token);
        await _world.Inspection.ReachesAsync(1);

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(client);
        gate.SetResult();
        using HttpResponseMessage next = await _world.GetAsync(NpmWorld.Tarball(release));

        next.StatusCode.ShouldBe(HttpStatusCode.OK);
        _world.Registry.Count(".tgz").ShouldBe(1);
        _world.Inspection.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Decisions_outlive_a_restart()
    {
        NpmRelease kept = _world.Publish("pw-kept", "1.0.0", NpmWorld.LongAgo);
        NpmRelease bad = _world.PublishMarked("pw-kept", "1.1.0", "malicious-marker", NpmWorld.LongAgo);
        NpmRelease recalled = _world.Publish("pw-recalled", "1.0.0", NpmWorld.LongAgo);
        foreach (NpmRelease release in (NpmRelease[])[kept, bad, recalled])
        {
            (await _world.GetAsync(NpmWorld.Tarball(release))).Dispose();
        }

        await _world.ReviewAsync("pw-recalled", "1.0.0", "recall");
        await _world.Wall.RestartAsync();
        await _world.Registry.StopAsync();

        (await StatusAsync(kept)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(bad)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(recalled)).ShouldBe(HttpStatusCode.Forbidden);
        _world.Inspection.Count.ShouldBe(3);
        JsonNode audit = JsonNode.Parse(await _world.Wall.Http.GetStringAsync("api/audit"))!;
        audit["isIntact"]!.GetValue<bool>().ShouldBeTrue();
    }

    private async Task<HttpStatusCode> StatusAsync(NpmRelease release)
    {
        using HttpResponseMessage response = await _world.GetAsync(NpmWorld.Tarball(release));
        return response.StatusCode;
    }
}
