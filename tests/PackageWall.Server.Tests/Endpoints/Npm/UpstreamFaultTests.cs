using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PackageWall.Core.Standings;
using PackageWall.EndToEnd.Tests.Npm;
using PackageWall.EndToEnd.Tests.Walls;
using PackageWall.Testing.Registries;

namespace PackageWall.Server.Tests.Endpoints.Npm;

/// <summary>Upstreams that fail in every way: what was released still leaves, nothing else does, and nothing is told as missing that is not.</summary>
public sealed class UpstreamFaultTests : IAsyncLifetime
{
    private NpmWorld _world = null!;
    private NpmRelease _release = null!;

    public async Task InitializeAsync()
    {
        _world = await NpmWorld.StartAsync();
        _release = _world.Publish("pw-demo", "1.0.0", NpmWorld.LongAgo);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task While_the_upstream_is_down_what_was_released_is_served_and_the_rest_is_told_to_come_back()
    {
        NpmRelease unseen = _world.Publish("pw-demo", "1.1.0", NpmWorld.LongAgo);
        (await _world.GetAsync("pw-demo")).Dispose();
        (await StatusAsync(NpmWorld.Tarball(_release))).ShouldBe(HttpStatusCode.OK);
        await _world.Registry.StopAsync();
        _world.Wall.Time.Advance(TimeSpan.FromHours(1));

        using HttpResponseMessage document = await _world.GetAsync("pw-demo");
        document.StatusCode.ShouldBe(HttpStatusCode.OK);
        document.Headers.Contains("X-PackageWall-Stale").ShouldBeTrue();
        (await StatusAsync(NpmWorld.Tarball(_release))).ShouldBe(HttpStatusCode.OK);

        foreach (string path in (string[])[NpmWorld.Tarball(unseen), "pw-never-asked", "-/v1/search?text=pw"])
        {
            using HttpResponseMessage refused = await _world.GetAsync(path);
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, path);
            refused.Headers.RetryAfter!.Delta.ShouldNotBeNull(path);
        }

        await _world.Registry.StartAsync();
        _world.Wall.Time.Advance(TimeSpan.FromMinutes(5));
        (await StatusAsync(NpmWorld.Tarball(unseen))).ShouldBe(HttpStatusCode.OK);
        using HttpResponseMessage fresh = await _world.GetAsync("pw-demo");
        fresh.Headers.Contains("X-PackageWall-Stale").ShouldBeFalse();
    }

    [Fact]
    public async Task A_young_version_whose_file_is_not_there_is_not_asked_for_with_every_document()
    {
        _world.Publish("pw-gone", "1.0.0", DateTimeOffset.UtcNow);
        _world.Registry.Fault = BrokenAnswers.Status("pw-gone-1.0.0.tgz", 404);
        foreach (string behind in (string[])["pw-second", "pw-third"])
        {
            _world.Publish(behind, "1.0.0", DateTimeOffset.UtcNow);
            (await _world.GetAsync("pw-gone")).Dispose();
            (await _world.GetAsync(behind)).Dispose();

            // One after the other: when this one was inspected, the one before it has been tried.
            await _world.Standings.ReachesAsync(behind, "1.0.0", StandingKind.Cooling);
        }

        _world.Registry.Count("pw-gone-1.0.0.tgz").ShouldBe(1);

        _world.Wall.Time.Advance(TimeSpan.FromMinutes(6));
        _world.Publish("pw-last", "1.0.0", DateTimeOffset.UtcNow);
        (await _world.GetAsync("pw-gone")).Dispose();
        (await _world.GetAsync("pw-last")).Dispose();
        await _world.Standings.ReachesAsync("pw-last", "1.0.0", StandingKind.Cooling);
        _world.Registry.Count("pw-gone-1.0.0.tgz").ShouldBe(2);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(403)]
    public async Task A_status_of_the_upstream_is_no_verdict(int status)
    {
        _world.Registry.Fault = BrokenAnswers.Status(".tgz", status, retryAfter: 7);
        using HttpResponseMessage refused = await _world.GetAsync(NpmWorld.Tarball(_release));
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull();

        _world.Registry.Fault = null;
        (await StatusAsync(NpmWorld.Tarball(_release))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_page_of_html_is_neither_a_document_nor_a_tarball()
    {
        _world.Registry.Fault = BrokenAnswers.HtmlWith200("/pw-demo");
        (await StatusAsync("pw-demo")).ShouldBe(HttpStatusCode.ServiceUnavailable);

        _world.Registry.Fault = BrokenAnswers.HtmlWith200(".tgz");
        (await StatusAsync("pw-demo")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(NpmWorld.Tarball(_release))).ShouldBe(HttpStatusCode.Forbidden);
        (await _world.RecordAsync("pw-demo", "1.0.0"))["artifacts"]![0]!["tampering"]!.GetValue<string>().ShouldContain("sha512");
    }

    [Fact]
    public async Task A_page_of_html_never_replaces_the_document_that_was_there()
    {
        (await _world.GetAsync("pw-demo")).Dispose();
        _world.Registry.Fault = BrokenAnswers.HtmlWith200("/pw-demo");
        _world.Wall.Time.Advance(TimeSpan.FromHours(1));

        using HttpResponseMessage document = await _world.GetAsync("pw-demo");

        document.StatusCode.ShouldBe(HttpStatusCode.OK);
        document.Headers.Contains("X-PackageWall-Stale").ShouldBeTrue();
    }

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_where_it_stopped()
    {
        byte[] bytes = _release.Tarball;
        int times = 0;
        Func<HttpContext, Task<bool>> broken = BrokenAnswers.BrokenOff(".tgz", bytes, bytes.Length / 2);
        _world.Registry.Fault = async context => Interlocked.Increment(ref times) == 2 && await broken(context);

        using HttpResponseMessage response = await _world.GetAsync(NpmWorld.Tarball(_release));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(bytes);
        _world.Registry.Requests.Count(request => request.Headers.ContainsKey("Range")).ShouldBe(1);
    }

    [Fact]
    public async Task A_download_that_ends_short_is_held_and_not_taken_for_the_whole()
    {
        _world.Registry.Fault = BrokenAnswers.Short(".tgz", _release.Tarball, _release.Tarball.Length - 10);

        (await StatusAsync(NpmWorld.Tarball(_release))).ShouldBe(HttpStatusCode.Forbidden);

        (await _world.RecordAsync("pw-demo", "1.0.0"))["standing"]!.GetValue<string>().ShouldBe("held");
    }

    [Fact]
    public async Task A_redirect_to_a_host_that_is_not_the_upstreams_is_not_followed()
    {
        _world.Registry.Fault = BrokenAnswers.Redirect(".tgz", new Uri("http://files.elsewhere.invalid/"));

        using HttpResponseMessage response = await _world.GetAsync(NpmWorld.Tarball(_release));

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.Location.ShouldBeNull();
        (await response.Content.ReadAsStringAsync()).ShouldContain("artifact-hosts");
    }

    [Fact]
    public async Task A_slow_upstream_keeps_clients_waiting_and_not_failing()
    {
        var gate = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        Func<HttpContext, Task<bool>> stalls = BrokenAnswers.WaitsFor(".tgz", gate.Task);
        _world.Registry.Fault = async context =>
        {
            if (context.Request.Path.Value!.EndsWith(".tgz", StringComparison.Ordinal))
            {
                asked.TrySetResult();
            }

            return await stalls(context);
        };
        Task<HttpResponseMessage> client = _world.GetAsync(NpmWorld.Tarball(_release));
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60));
        client.IsCompleted.ShouldBeFalse();

        gate.SetResult();

        using HttpResponseMessage response = await client;
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_the_upstream_removed_is_still_given_to_those_who_have_it_locked()
    {
        (await StatusAsync(NpmWorld.Tarball(_release))).ShouldBe(HttpStatusCode.OK);
        _world.Registry.Remove("pw-demo");
        _world.Wall.Time.Advance(TimeSpan.FromHours(1));

        (await StatusAsync("pw-demo")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(NpmWorld.Tarball(_release))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_credential_of_a_client_goes_up_and_the_upstreams_own_goes_to_its_origin_only()
    {
        await using NpmRegistry files = await NpmRegistry.RunAsync();
        NpmRelease there = files.Publish(_release.Tarball, NpmWorld.LongAgo);
        await using NpmWorld world = await NpmWorld.StartAsync(change: (options, registry) =>
        {
            options.Feeds["npm"] += "credential:\n  variable: PW_TEST_SECRET\n  scheme: bearer\nartifact-hosts:\n  - 127.0.0.1\n";
            options.Settings["PW_TEST_SECRET"] = "upstream-token";
            return options;
        });
        world.Registry.Publish(_release.Tarball, NpmWorld.LongAgo);
        world.Registry.Fault = BrokenAnswers.Redirect(".tgz", files.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(world.Address, NpmWorld.Tarball(there)));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer client-token");
        request.Headers.TryAddWithoutValidation("Cookie", "session=client");
        request.Headers.TryAddWithoutValidation("npm-auth-type", "web");

        using HttpResponseMessage response = await world.Wall.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        world.Registry.Requests.ShouldAllBe(seen => seen.Headers["Authorization"] == "Bearer upstream-token");
        files.Requests.Count.ShouldBe(1);
        foreach (SeenRequest seen in world.Registry.Requests.Concat(files.Requests))
        {
            seen.Headers.ContainsKey("Cookie").ShouldBeFalse();
            seen.Headers.ContainsKey("npm-auth-type").ShouldBeFalse();
            seen.Headers.Values.ShouldNotContain(value => value.Contains("client", StringComparison.OrdinalIgnoreCase));
        }

        files.Requests.Single().Headers.ContainsKey("Authorization").ShouldBeFalse();
    }

    [Fact]
    public async Task An_internal_name_is_never_asked_for_outside()
    {
        await using NpmWorld world = await NpmWorld.StartAsync(change: (options, registry) =>
        {
            options.Feeds["npm"] += "internal-names:\n  - \"@acme/*\"\n";
            return options;
        });
        world.Publish("@acme/tool", "9.9.9", NpmWorld.LongAgo);
        foreach (string path in (string[])["@acme%2ftool", "@acme/tool/latest", "@acme/tool/-/tool-9.9.9.tgz", "-/package/@acme%2ftool/dist-tags"])
        {
            using HttpResponseMessage response = await world.GetAsync(path);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await response.Content.ReadFromJsonAsync<JsonNode>())!["error"]!.GetValue<string>().ShouldContain("internal name", customMessage: path);
        }

        world.Registry.Requests.ShouldBeEmpty();
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using HttpResponseMessage response = await _world.GetAsync(path);
        return response.StatusCode;
    }
}
