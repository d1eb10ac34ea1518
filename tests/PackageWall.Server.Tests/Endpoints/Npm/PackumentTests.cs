using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PackageWall.EndToEnd.Tests.Npm;
using PackageWall.Testing.Registries;

namespace PackageWall.Server.Tests.Endpoints.Npm;

/// <summary>Documents as they come over the wire: what is in them, how they are negotiated, and how a decision reaches them.</summary>
public sealed class PackumentTests : IAsyncLifetime
{
    private const string Slim = "application/vnd.npm.install-v1+json";
    private NpmWorld _world = null!;

    public async Task InitializeAsync()
    {
        _world = await NpmWorld.StartAsync();
        _world.Publish("pw-demo", "1.0.0", NpmWorld.LongAgo);
        _world.Publish("pw-demo", "1.1.0", NpmWorld.LongAgo.AddDays(1));
        _world.Publish("pw-demo", "1.2.0", DateTimeOffset.UtcNow.AddHours(-1));

        // Nothing of this one waits, so nothing is decided behind the requests' backs.
        _world.Publish("pw-calm", "1.0.0", NpmWorld.LongAgo);
        _world.Publish("pw-calm", "1.1.0", NpmWorld.LongAgo.AddDays(1));
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData(Slim)]
    [InlineData("application/json")]
    [InlineData(null)]
    public async Task Every_form_withholds_the_young_version_and_has_complete_times(string? accept)
    {
        JsonNode document = await _world.JsonAsync("pw-demo", accept);

        document["versions"]!.AsObject().Select(version => version.Key).ShouldBe(["1.0.0", "1.1.0"]);
        document["dist-tags"]!["latest"]!.GetValue<string>().ShouldBe("1.1.0");
        document["time"]!.AsObject().Select(time => time.Key).ShouldBe(["created", "modified", "1.0.0", "1.1.0"], ignoreOrder: true);
        document["policyRestrictions"]!["versions"]!.AsObject().Select(version => version.Key).ShouldBe(["1.2.0"]);
        document["policyRestrictions"]!["message"]!.GetValue<string>().ShouldContain("1.2.0 is cooling until");
        document["versions"]!["1.1.0"]!["dist"]!["tarball"]!.GetValue<string>().ShouldBe($"{_world.Address}pw-demo/-/pw-demo-1.1.0.tgz");
    }

    [Fact]
    public async Task Entity_tags_differ_by_form_encoding_and_decision_and_a_decision_is_seen_at_once()
    {
        string full = await TagAsync("application/json", null);
        string slim = await TagAsync(Slim, null);
        string packed = await TagAsync(Slim, "gzip");
        new[] { full, slim, packed }.Distinct().Count().ShouldBe(3);
        (await TagAsync(Slim, "gzip")).ShouldBe(packed);
        (await StatusAsync(Slim, packed)).ShouldBe(HttpStatusCode.NotModified);

        await _world.ReviewAsync("pw-calm", "1.1.0", "block");

        (await StatusAsync(Slim, packed)).ShouldBe(HttpStatusCode.OK);
        (await TagAsync(Slim, "gzip")).ShouldNotBe(packed);
        (await _world.JsonAsync("pw-calm", Slim))["dist-tags"]!["latest"]!.GetValue<string>().ShouldBe("1.0.0");
    }

    [Fact]
    public async Task Documents_are_revalidated_and_vary_by_what_they_depend_on()
    {
        using HttpResponseMessage response = await _world.GetAsync("pw-demo", Slim);

        response.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");
        response.Headers.Vary.ShouldBe(["Accept", "Accept-Encoding"]);
        response.Content.Headers.ContentType!.ToString().ShouldBe(Slim);
    }

    [Fact]
    public async Task Npm_is_told_in_a_notice_that_it_gets_an_older_version_and_other_clients_keep_the_document()
    {
        using var npm = new HttpRequestMessage(HttpMethod.Get, new Uri(_world.Address, "pw-demo"));
        npm.Headers.TryAddWithoutValidation("User-Agent", "npm/11.19.1 node/v20.20.2 linux x64");
        using HttpResponseMessage told = await _world.Wall.Http.SendAsync(npm);
        using HttpResponseMessage other = await _world.GetAsync("pw-demo");

        told.Headers.GetValues("npm-notice").Single().ShouldStartWith("PackageWall: pw-demo 1.2.0 is cooling until ");
        told.Headers.CacheControl!.NoStore.ShouldBeTrue();
        other.Headers.Contains("npm-notice").ShouldBeFalse();
        other.Headers.CacheControl!.NoStore.ShouldBeFalse();
    }

    [Fact]
    public async Task A_compressed_document_is_the_same_document()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_world.Address, "pw-calm"));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        using HttpResponseMessage response = await _world.Wall.Http.SendAsync(request);
        response.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        await using var gzip = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);

        JsonNode document = (await JsonNode.ParseAsync(gzip))!;

        document.ToJsonString().ShouldBe((await _world.JsonAsync("pw-calm")).ToJsonString());
    }

    [Fact]
    public async Task Head_states_the_length_of_get()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(_world.Address, "pw-calm"));
        using HttpResponseMessage head = await _world.Wall.Http.SendAsync(request);
        using HttpResponseMessage get = await _world.GetAsync("pw-calm");

        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe(get.Content.Headers.ContentLength);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_withheld_manifest_is_refused_and_tags_are_recomputed_everywhere()
    {
        using HttpResponseMessage pinned = await _world.GetAsync("pw-demo/1.2.0");
        pinned.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await pinned.Content.ReadFromJsonAsync<JsonNode>())!["error"]!.GetValue<string>().ShouldContain("cooling until");

        (await _world.JsonAsync("pw-demo/latest"))["version"]!.GetValue<string>().ShouldBe("1.1.0");
        (await _world.JsonAsync("-/package/pw-demo/dist-tags"))["latest"]!.GetValue<string>().ShouldBe("1.1.0");
    }

    [Fact]
    public async Task The_newest_by_version_counts_and_not_the_newest_by_time()
    {
        _world.Publish("pw-lines", "18.2.0", NpmWorld.LongAgo);
        _world.Publish("pw-lines", "19.1.0", NpmWorld.LongAgo.AddDays(1));
        _world.Publish("pw-lines", "18.2.1", NpmWorld.LongAgo.AddDays(20), "backport");
        _world.Publish("pw-lines", "19.2.0", DateTimeOffset.UtcNow.AddHours(-2));

        (await _world.JsonAsync("pw-lines"))["dist-tags"]!.ToJsonString().ShouldBe("""{"latest":"19.1.0","backport":"18.2.1"}""");
    }

    [Fact]
    public async Task Only_prereleases_left_makes_the_highest_of_them_latest_and_a_tag_without_a_target_goes()
    {
        _world.Publish("pw-pre", "1.0.0-beta.1", NpmWorld.LongAgo);
        _world.Publish("pw-pre", "1.0.0-beta.2", NpmWorld.LongAgo);
        _world.Publish("pw-pre", "1.0.0", DateTimeOffset.UtcNow.AddHours(-2));
        _world.Publish("pw-pre", "2.0.0-rc.1", DateTimeOffset.UtcNow.AddHours(-1), "next");

        (await _world.JsonAsync("pw-pre"))["dist-tags"]!.ToJsonString().ShouldBe("""{"latest":"1.0.0-beta.2"}""");
    }

    [Fact]
    public async Task Times_with_an_offset_count_as_those_in_utc()
    {
        _world.Registry.WriteTime = time => time.ToOffset(TimeSpan.Zero).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz");
        _world.Publish("pw-offset", "1.0.0", NpmWorld.LongAgo);
        _world.Publish("pw-offset", "1.1.0", DateTimeOffset.UtcNow.AddHours(-1));

        JsonNode document = await _world.JsonAsync("pw-offset");

        document["versions"]!.AsObject().Select(version => version.Key).ShouldBe(["1.0.0"]);
        document["time"]!["1.0.0"]!.GetValue<string>().ShouldEndWith("Z");
    }

    [Fact]
    public async Task No_answer_names_the_upstream()
    {
        string foreign = _world.Registry.Address.Authority;
        _world.Registry.Advisories["pw-demo"] = [new JsonObject { ["id"] = 1, ["url"] = "https://advisories.example/1", ["title"] = "x", ["severity"] = "low", ["vulnerable_versions"] = "<1.1.0" }];
        foreach (string path in (string[])["pw-demo", "pw-demo/1.1.0", "pw-demo/1.2.0", "pw-demo/latest", "-/package/pw-demo/dist-tags", "-/v1/search?text=pw",
            "-/npm/v1/keys", "-/npm/v1/attestations/pw-demo@1.1.0", "pw-demo/-/pw-demo-1.2.0.tgz", "pw-none", "-/ping", "-/whoami"])
        {
            foreach (string? accept in (string?[])[Slim, null])
            {
                using HttpResponseMessage response = await _world.GetAsync(path, accept);
                string all = response + await response.Content.ReadAsStringAsync();
                all.ShouldNotContain(foreign, Case.Insensitive, path);
            }
        }
    }

    private async Task<string> TagAsync(string accept, string? encoding)
    {
        using HttpResponseMessage response = await SendAsync(accept, encoding, null);
        return response.Headers.ETag!.Tag;
    }

    private async Task<HttpStatusCode> StatusAsync(string accept, string tag)
    {
        using HttpResponseMessage response = await SendAsync(accept, "gzip", tag);
        return response.StatusCode;
    }

    private Task<HttpResponseMessage> SendAsync(string accept, string? encoding, string? tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_world.Address, "pw-calm"));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (encoding is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        }

        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        return _world.Wall.Http.SendAsync(request);
    }
}
