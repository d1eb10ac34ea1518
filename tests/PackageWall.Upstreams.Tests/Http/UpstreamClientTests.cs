using System.Net;
using System.Net.Sockets;
using PackageWall.Testing.Registries;
using PackageWall.Upstreams.Http;
using static PackageWall.Upstreams.Tests.ScriptedHost;

namespace PackageWall.Upstreams.Tests.Http;

public sealed class UpstreamClientTests
{
    private readonly HurriedTime _time = new();

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task What_passes_is_asked_again_a_little_later(int status)
    {
        await using ScriptedHost host = await RunAsync(Status(status), Status(status), Text("{}"));
        using UpstreamClient client = Client(host.Address);

        using UpstreamResponse response = await client.GetDocumentAsync(new UpstreamRequest(new Uri(host.Address, "demo")), default);

        response.Failure.ShouldBeNull();
        response.Status.ShouldBe(HttpStatusCode.OK);
        host.Requests.Count.ShouldBe(3);
        _time.Waited.Count.ShouldBe(2);
        _time.Waited[0].TotalSeconds.ShouldBeInRange(0.25, 0.5);
        _time.Waited[1].TotalSeconds.ShouldBeInRange(0.5, 1);
    }

    [Fact]
    public async Task What_does_not_pass_is_told_with_the_upstreams_own_delay()
    {
        await using ScriptedHost host = await RunAsync(Status(429, retryAfter: "77"));
        using UpstreamClient client = Client(host.Address);

        using UpstreamResponse response = await client.GetDocumentAsync(new UpstreamRequest(host.Address), default);

        response.Failure.ShouldBe("127.0.0.1 answers 429");
        response.RetryAfter.ShouldBe(TimeSpan.FromSeconds(77));
        host.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task An_answer_that_will_not_change_is_not_asked_for_again(int status)
    {
        await using ScriptedHost host = await RunAsync(Status(status));
        using UpstreamClient client = Client(host.Address);

        using UpstreamResponse response = await client.GetDocumentAsync(new UpstreamRequest(host.Address), default);

        ((int)response.Status).ShouldBe(status);
        host.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_upstream_that_is_away_is_a_failure_and_never_missing()
    {
        ScriptedHost host = await RunAsync(Text("{}"));
        Uri address = host.Address;
        await host.DisposeAsync();
        using UpstreamClient client = Client(address);

        using UpstreamResponse response = await client.GetDocumentAsync(new UpstreamRequest(address), default);

        response.Failure.ShouldBe("127.0.0.1 could not be reached (ConnectionError)");
    }

    [Fact]
    public async Task An_upstream_that_takes_the_request_and_says_nothing_is_given_up()
    {
        var arrived = new TaskCompletionSource();
        await using ScriptedHost host = await RunAsync(async context =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        }, Text("{}"));
        using UpstreamClient client = Client(host.Address);

        Task<UpstreamResponse> asking = client.GetDocumentAsync(new UpstreamRequest(host.Address), default);
        await arrived.Task;
        _time.Advance(TimeSpan.FromSeconds(31));
        using UpstreamResponse response = await asking;

        response.Status.ShouldBe(HttpStatusCode.OK, "the second try is answered");
    }

    [Fact]
    public async Task Redirects_are_followed_within_the_upstream()
    {
        await using ScriptedHost host = await RunAsync(To(() => new Uri("/moved/demo", UriKind.Relative), 301), Text("{}"));
        using UpstreamClient client = Client(host.Address);

        using UpstreamResponse response = await client.GetDocumentAsync(new UpstreamRequest(new Uri(host.Address, "demo")), default);

        response.Status.ShouldBe(HttpStatusCode.OK);
        response.Url.ShouldBe(new Uri(host.Address, "moved/demo"));
    }

    [Fact]
    public async Task A_credential_goes_to_the_upstream_and_to_no_other_origin()
    {
        await using ScriptedHost other = await RunAsync(Text("{}"));
        await using ScriptedHost host = await RunAsync(To(() => new Uri(other.Address, "elsewhere")));
        using UpstreamClient client = Client(host.Address, credential: UpstreamCredential.From("bearer", "s3cret"));

        using UpstreamResponse response = await client.GetDocumentAsync(new UpstreamRequest(host.Address), default);

        response.Status.ShouldBe(HttpStatusCode.OK, "the same host on another port may serve artifacts");
        host.Requests.ShouldHaveSingleItem().Headers["Authorization"].ShouldBe("Bearer s3cret");
        other.Requests.ShouldHaveSingleItem().Headers.Keys.ShouldNotContain("Authorization");
    }

    [Theory]
    [InlineData("http://inside.invalid/admin", "the host inside.invalid is not the upstream's")]
    [InlineData("http://169.254.169.254/latest/meta-data/", "the host 169.254.169.254 is not the upstream's")]
    [InlineData("file:///etc/passwd", "file is not a way to fetch packages")]
    public async Task A_redirect_to_a_host_that_nobody_named_is_not_followed(string location, string why)
    {
        await using ScriptedHost host = await RunAsync(To(() => new Uri(location)));
        using UpstreamClient client = Client(host.Address);

        using UpstreamResponse response = await client.GetDocumentAsync(new UpstreamRequest(host.Address), default);

        response.Failure.ShouldNotBeNull().ShouldContain(why);
    }

    [Fact]
    public async Task A_redirect_to_a_host_of_the_feeds_list_is_followed()
    {
        await using ScriptedHost files = await RunAsync(Text("bytes"));
        await using ScriptedHost host = await RunAsync(To(() => new UriBuilder(files.Address) { Host = "localhost" }.Uri));
        using UpstreamClient client = Client(host.Address, others: ["localhost"]);

        using UpstreamResponse response = await client.GetArtifactAsync(new UpstreamRequest(host.Address), default);

        response.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Redirects_in_a_ring_end()
    {
        ScriptedHost? self = null;
        await using ScriptedHost host = await RunAsync(To(() => self!.Address));
        self = host;
        using UpstreamClient client = Client(host.Address);

        using UpstreamResponse response = await client.GetDocumentAsync(new UpstreamRequest(host.Address), default);

        response.Failure.ShouldBe("127.0.0.1 redirects more than 5 times");
    }

    [Theory]
    [InlineData("https://registry.example/", "http://registry.example/a", "it leads from https to http")]
    [InlineData("https://registry.example/", "https://registry.example/a", null)]
    [InlineData("https://registry.example/", "https://registry.example:8443/a", null)]
    [InlineData("http://registry.example/", "https://registry.example/a", null)]
    [InlineData("https://registry.example/", "https://files.example/a", null)]
    [InlineData("https://registry.example/", "https://a.cdn.example/a", null)]
    [InlineData("https://registry.example/", "https://cdn.example/a", "the host cdn.example is not the upstream's; add it to artifact-hosts if it belongs to it")]
    [InlineData("https://registry.example/", "https://evilcdn.example/a", "the host evilcdn.example is not the upstream's; add it to artifact-hosts if it belongs to it")]
    [InlineData("https://registry.example/", "https://registry.example@other.invalid/a", "the host other.invalid is not the upstream's; add it to artifact-hosts if it belongs to it")]
    public void Hosts_are_allowed_by_name_and_https_never_becomes_http(string upstream, string url, string? refusal) =>
        new UpstreamHosts(new Uri(upstream), ["files.example", "*.cdn.example"]).Refuse(new Uri(url)).ShouldBe(refusal);

    [Fact]
    public async Task Documents_are_decompressed_and_artifacts_are_not_asked_for_compressed()
    {
        await using ScriptedHost host = await RunAsync(Text("{}"));
        using UpstreamClient client = Client(host.Address);

        (await client.GetDocumentAsync(new UpstreamRequest(host.Address), default)).Dispose();
        (await client.GetArtifactAsync(new UpstreamRequest(host.Address), default)).Dispose();

        SeenRequest[] seen = [.. host.Requests];
        seen[0].Headers["Accept-Encoding"].ShouldContain("gzip");
        seen[1].Headers.Keys.ShouldNotContain("Accept-Encoding");
        seen[1].Headers["User-Agent"].ShouldStartWith("PackageWall/");
    }

    [Fact]
    public void Failures_of_the_network_are_told_in_words_and_without_addresses()
    {
        UpstreamClient.Word(new OperationCanceledException()).ShouldBe("no answer in time");
        UpstreamClient.Word(new HttpRequestException(HttpRequestError.NameResolutionError)).ShouldBe("NameResolutionError");
        UpstreamClient.Word(new SocketException()).ShouldBe("SocketException");
    }

    private UpstreamClient Client(Uri upstream, UpstreamCredential? credential = null, string[]? others = null) =>
        new(new UpstreamHosts(upstream, others ?? []), credential, _time, new Random(7));
}
