using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using PackageWall.EndToEnd.Tests.PyPi;
using PackageWall.Testing.Registries;

namespace PackageWall.Server.Tests.Endpoints.PyPi;

/// <summary>An index and a file host that misbehave (conformance group 13): nothing half, foreign or re-encoded is ever served or kept.</summary>
public sealed class UpstreamFaultTests
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(100);

    [Fact]
    public async Task A_download_that_breaks_off_goes_on_where_it_stopped()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old, builder => builder.File("acme_data.bin", Noise()));
        int times = 0;
        world.Files.Fault = context => ++times == 1 ? SendHalfAsync(context, wheel.Content) : Task.FromResult(false);
        using HttpResponseMessage response = await world.GetAsync(PyPiWorld.FilePath(wheel));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(wheel.Content);
        world.Files.Requests.Last().Headers["Range"].ShouldStartWith("bytes=");
    }

    [Fact]
    public async Task A_download_that_never_gets_to_its_end_is_unavailable_and_leaves_nothing_behind()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old, builder => builder.File("acme_data.bin", Noise()));
        world.Files.Fault = context => SendHalfAsync(context, wheel.Content);
        using HttpResponseMessage broken = await world.GetAsync(PyPiWorld.FilePath(wheel));
        broken.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        broken.Headers.RetryAfter.ShouldNotBeNull();
        world.Inspections.Inspected.ShouldBeEmpty();
        world.Files.Fault = null;
        using HttpResponseMessage whole = await world.GetAsync(PyPiWorld.FilePath(wheel));
        (await whole.Content.ReadAsByteArrayAsync()).ShouldBe(wheel.Content);
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(502, true)]
    [InlineData(429, true)]
    [InlineData(403, false)]
    public async Task An_error_of_the_file_host_is_unavailable_and_never_missing(int status, bool onPage)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old);
        (onPage ? world.Index : (FakeHost)world.Files).Fault = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "7";
            return Task.FromResult(true);
        };
        string path = onPage ? "/pypi/simple/acme-tools/" : PyPiWorld.FilePath(wheel);
        using HttpResponseMessage failed = await world.GetAsync(path);
        failed.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        failed.Headers.RetryAfter.ShouldNotBeNull();
        world.Index.Fault = world.Files.Fault = null;
        (await world.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_file_host_that_nobody_named_is_not_asked()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync(artifactHosts: "[files.invalid]");
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old);
        using HttpResponseMessage response = await world.GetAsync(PyPiWorld.FilePath(wheel));
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync()).ShouldContain("add it to artifact-hosts");
        world.Files.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_redirect_to_a_host_that_nobody_named_is_not_followed()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync(artifactHosts: "[files.invalid]");
        world.Wheel("acme-tools", "1.0.0", Old);
        world.Index.Fault = context =>
        {
            context.Response.StatusCode = 301;
            context.Response.Headers.Location = new Uri(world.Files.NamedAddress, "simple/acme-tools/").AbsoluteUri;
            return Task.FromResult(true);
        };
        (await world.GetAsync("/pypi/simple/acme-tools/")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        world.Files.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text/html", "<html><body><h1>Please sign in</h1><a href=\"/login\">here</a></body></html>")]
    [InlineData("text/html", "<html><body><a href=\"acme_tools-1.0.0-py3-none-any.whl\">acme_tools-1.0.0-py3-no")]
    [InlineData("application/vnd.pypi.simple.v1+json", "{\"meta\":{\"api-version\":\"1.1\"},\"name\":\"acme-other\",\"files\":[],\"versions\":[]}")]
    [InlineData("application/vnd.pypi.simple.v1+json", "{\"meta\":{\"api-version\":\"2.0\"},\"name\":\"acme-tools\",\"files\":[],\"versions\":[]}")]
    [InlineData("application/vnd.pypi.simple.v1+json", "{\"meta\":{\"api-version\":\"1.1\"},\"name\":\"acme-tools\",\"fil")]
    [InlineData("application/json", "{}")]
    [InlineData("application/vnd.pypi.simple.v1+json", "")]
    public async Task A_page_that_is_none_is_unavailable_at_first_and_later_the_last_good_one_is_served(string type, string body)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old);
        Func<HttpContext, Task<bool>> fault = async context =>
        {
            context.Response.ContentType = type;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
            return true;
        };
        world.Index.Fault = fault;
        (await world.GetAsync("/pypi/simple/acme-tools/")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await world.GetAsync(PyPiWorld.FilePath(wheel))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        world.Index.Fault = null;
        await world.PageAsync("acme-tools");
        world.Index.Fault = fault;
        world.Wall.Time.Advance(TimeSpan.FromHours(1));
        (await world.PageAsync("acme-tools"))["meta"]!["_packagewall"]!["stale"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_that_is_compressed_on_the_way_is_not_taken()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old);
        world.Files.Fault = context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return Task.FromResult(false);
        };
        (await world.GetAsync(PyPiWorld.FilePath(wheel))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        world.Inspections.Inspected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fifty_clients_at_once_make_one_request_for_the_page_one_for_the_file_and_one_inspection()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Inspections.Gates[wheel.FileName] = gate.Task;
        Task<HttpResponseMessage>[] clients = [.. Enumerable.Range(0, 50).Select(_ => world.GetAsync(PyPiWorld.FilePath(wheel)))];
        await world.Inspections.ReachedAsync(wheel.FileName);
        gate.SetResult();
        foreach (HttpResponseMessage response in await Task.WhenAll(clients))
        {
            (await response.Content.ReadAsByteArrayAsync()).ShouldBe(wheel.Content);
            response.Dispose();
        }

        world.Index.PageRequests("acme-tools").ShouldBe(1);
        world.Files.Downloads(wheel).ShouldBe(1);
        world.Inspections.Inspected.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_client_that_leaves_does_not_end_the_inspection_for_the_others()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Inspections.Gates[wheel.FileName] = gate.Task;
        using var leaving = new CancellationTokenSource();
        Task<HttpResponseMessage> first = world.Wall.Http.GetAsync(new Uri(world.Wall.Address, PyPiWorld.FilePath(wheel)), leaving.Token);
        await world.Inspections.ReachedAsync(wheel.FileName);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        gate.SetResult();
        using HttpResponseMessage second = await world.GetAsync(PyPiWorld.FilePath(wheel));
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        world.Files.Downloads(wheel).ShouldBe(1);
    }

    private static async Task<bool> SendHalfAsync(HttpContext context, byte[] content)
    {
        context.Response.ContentLength = content.Length;
        if (context.Request.Headers.Range.ToString() is { Length: > 6 } range)
        {
            int from = int.Parse(range[6..^1], CultureInfo.InvariantCulture);
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{content.Length - 1}/{content.Length}";
            context.Response.ContentLength = content.Length - from;
            content = content[from..];
        }

        await context.Response.Body.WriteAsync(content.AsMemory(0, content.Length / 2));
        await context.Response.Body.FlushAsync();
        context.Abort();
        return true;
    }

    private static byte[] Noise()
    {
        byte[] noise = new byte[200_000];
        new Random(7).NextBytes(noise);
        return noise;
    }
}
