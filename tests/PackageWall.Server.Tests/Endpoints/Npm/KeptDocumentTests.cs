using PackageWall.Core.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PackageWall.EndToEnd.Tests.Npm;
using PackageWall.Server.Endpoints.Documents;
using PackageWall.Testing.Registries;

namespace PackageWall.Server.Tests.Endpoints.Npm;

/// <summary>Documents that are older than the upstream's newest: what they may show, and when.</summary>
public sealed class KeptDocumentTests : IAsyncLifetime
{
    private NpmWorld _world = null!;

    public async Task InitializeAsync()
    {
        // The same port after a restart: documents carry the wall's address.
        int port = FreePort();
        _world = await NpmWorld.StartAsync("cool-off: 2h", change: (options, _) =>
        {
            options.Settings["PACKAGEWALL_URLS"] = $"http://127.0.0.1:{port}";
            return options;
        });
        _world.Publish("pw-demo", "1.0.0", NpmWorld.LongAgo);
        _world.Publish("pw-demo", "1.1.0", DateTimeOffset.UtcNow.AddMinutes(-90));
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_kept_document_shows_a_version_neither_before_its_time_nor_after_a_decision()
    {
        (await VersionsAsync()).ShouldBe(["1.0.0"]);

        // The document is old enough to be asked for behind the answer; the time that counts is that of the answer.
        _world.Wall.Time.Advance(TimeSpan.FromMinutes(20));
        (await VersionsAsync()).ShouldBe(["1.0.0"]);
        _world.Wall.Time.Advance(TimeSpan.FromMinutes(20));
        (await VersionsAsync()).ShouldBe(["1.0.0", "1.1.0"]);

        await _world.ReviewAsync("pw-demo", "1.1.0", "block");
        (await VersionsAsync()).ShouldBe(["1.0.0"]);
    }

    [Fact]
    public async Task A_new_version_is_seen_without_a_wait_for_those_who_ask_next_and_at_once_by_those_who_want_the_newest()
    {
        await VersionsAsync();
        _world.Publish("pw-demo", "1.0.1", NpmWorld.LongAgo);
        (await VersionsAsync()).ShouldBe(["1.0.0"]);

        _world.Wall.Time.Advance(TimeSpan.FromMinutes(1));
        (await VersionsAsync("no-cache")).ShouldBe(["1.0.0", "1.0.1"]);
        (await VersionsAsync()).ShouldBe(["1.0.0", "1.0.1"]);
    }

    [Fact]
    public async Task A_tarball_that_the_kept_document_does_not_name_yet_is_not_called_missing()
    {
        await VersionsAsync();
        NpmRelease later = _world.Publish("pw-demo", "1.0.1", NpmWorld.LongAgo);
        _world.Wall.Time.Advance(TimeSpan.FromMinutes(1));

        using HttpResponseMessage tarball = await _world.GetAsync(NpmWorld.Tarball(later));

        tarball.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_tarball_that_the_last_known_document_does_not_name_is_not_called_missing_while_the_upstream_is_away()
    {
        await VersionsAsync();
        NpmRelease later = _world.Publish("pw-demo", "1.0.1", NpmWorld.LongAgo);
        await _world.Registry.StopAsync();
        _world.Wall.Time.Advance(TimeSpan.FromMinutes(1));

        using HttpResponseMessage tarball = await _world.GetAsync(NpmWorld.Tarball(later));

        tarball.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        tarball.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task After_a_restart_documents_that_still_hold_are_not_written_again()
    {
        _world.Publish("pw-calm", "1.0.0", NpmWorld.LongAgo);
        string? tag = await TagAsync("pw-calm");
        string folder = Path.Combine(_world.Wall.Folder, "data", "rendered");
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!Directory.EnumerateFiles(folder, "*.doc", SearchOption.AllDirectories).Any())
        {
            late.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await _world.Wall.RestartAsync();
        DocumentMetrics metrics = _world.Wall.Services.GetRequiredService<DocumentMetrics>();
        (await TagAsync("pw-calm")).ShouldBe(tag);

        metrics.Lookups(DocumentCacheName.Rewritten, DocumentLookup.Miss).ShouldBe(0);
        metrics.Lookups(DocumentCacheName.Rewritten, DocumentLookup.Disk).ShouldBe(1);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<string?> TagAsync(string name)
    {
        using HttpResponseMessage response = await AskAsync(name, "Accept-Encoding", "gzip");
        return response.Headers.ETag?.Tag;
    }

    private async Task<HttpResponseMessage> AskAsync(string name, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_world.Address, name));
        request.Headers.TryAddWithoutValidation(header, value);
        HttpResponseMessage response = await _world.Wall.Http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return response;
    }

    private async Task<IEnumerable<string>> VersionsAsync(string cacheControl = "")
    {
        using HttpResponseMessage response = await AskAsync("pw-demo", "Cache-Control", cacheControl);
        JsonNode document = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return document["versions"]!.AsObject().Select(version => version.Key);
    }
}
