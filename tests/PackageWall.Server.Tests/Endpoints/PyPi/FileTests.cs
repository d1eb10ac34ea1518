using System.Net;
using System.Text.Json.Nodes;
using PackageWall.EndToEnd.Tests.PyPi;
using PackageWall.Testing.Registries;

namespace PackageWall.Server.Tests.Endpoints.PyPi;

/// <summary>Files over HTTP: ranges, HEAD and refusals (conformance group 8).</summary>
public sealed class FileTests
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(100);

    [Theory]
    [InlineData("bytes=0-", 0, null)]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=5-9", 5, 5)]
    [InlineData("bytes=-22", -22, 22)]
    [InlineData("bytes=-1", -1, 1)]
    [InlineData("bytes=-100000000", 0, null)]
    [InlineData("bytes=10-100000000", 10, null)]
    public async Task A_range_gives_exactly_its_bytes(string range, int from, int? length)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old);
        using HttpResponseMessage response = await world.GetAsync(PyPiWorld.FilePath(wheel), "Range: " + range);
        int start = from < 0 ? wheel.Content.Length + from : from;
        byte[] expected = wheel.Content.AsSpan(start, length ?? wheel.Content.Length - start).ToArray();
        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        response.Content.Headers.ContentLength.ShouldBe(expected.Length);
        response.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes {start}-{start + expected.Length - 1}/{wheel.Content.Length}");
        response.Headers.AcceptRanges.ShouldContain("bytes");
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(expected);
    }

    [Theory]
    [InlineData("bytes=100000000-")]
    [InlineData("bytes=100000000-100000001")]
    [InlineData("bytes=-0")]
    public async Task A_range_beyond_the_end_is_416_with_the_length(string range)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old);
        using HttpResponseMessage response = await world.GetAsync(PyPiWorld.FilePath(wheel), "Range: " + range);
        response.StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        response.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes */{wheel.Content.Length}");
    }

    [Theory]
    [InlineData("bytes=abc")]
    [InlineData("bytes=0-4,8-9")]
    [InlineData("lines=1-2")]
    public async Task A_range_that_is_not_understood_gives_the_whole_file(string range)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old);
        using HttpResponseMessage response = await world.GetAsync(PyPiWorld.FilePath(wheel), "Range: " + range);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(wheel.Content);
    }

    [Fact]
    public async Task Head_says_what_get_sends_for_a_file_that_nobody_asked_for_before()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old);
        using HttpResponseMessage head = await world.AskAsync(HttpMethod.Head, PyPiWorld.FilePath(wheel));
        using HttpResponseMessage get = await world.GetAsync(PyPiWorld.FilePath(wheel), "Accept-Encoding: gzip, br");
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe(wheel.Content.Length);
        get.Content.Headers.ContentLength.ShouldBe(wheel.Content.Length);
        get.Content.Headers.ContentEncoding.ShouldBeEmpty();
        (await get.Content.ReadAsByteArrayAsync()).ShouldBe(wheel.Content);
        foreach (string name in new[] { "ETag", "Accept-Ranges", "Cache-Control", "X-Content-Type-Options" })
        {
            head.Headers.GetValues(name).ShouldBe(get.Headers.GetValues(name));
        }

        get.Headers.ETag!.Tag.ShouldBe($"\"{wheel.Sha256}\"");
        get.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");
    }

    [Fact]
    public async Task Conditional_requests_know_the_hash()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old);
        using HttpResponseMessage same = await world.GetAsync(PyPiWorld.FilePath(wheel), $"If-None-Match: \"{wheel.Sha256}\"");
        same.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        using HttpResponseMessage resumed = await world.GetAsync(PyPiWorld.FilePath(wheel), "Range: bytes=5-", $"If-Range: \"{wheel.Sha256}\"");
        resumed.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        using HttpResponseMessage changed = await world.GetAsync(PyPiWorld.FilePath(wheel), "Range: bytes=5-", "If-Range: \"other\"");
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await changed.Content.ReadAsByteArrayAsync()).ShouldBe(wheel.Content);
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("GET", "bytes=0-1")]
    [InlineData("HEAD", null)]
    [InlineData("HEAD", "bytes=-22")]
    public async Task A_withheld_file_is_refused_in_the_same_words_however_it_is_asked_for(string method, string? range)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        PyPiUpload young = world.Wheel("acme-tools", "1.2.0", TimeSpan.FromHours(1));
        using HttpResponseMessage response = await world.AskAsync(new HttpMethod(method), PyPiWorld.FilePath(young), range is null ? [] : ["Range: " + range]);
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        response.ReasonPhrase!.ShouldStartWith("PackageWall: acme-tools 1.2.0 is cooling until ");
        response.ReasonPhrase!.ShouldEndWith("; newest allowed 1.0.0");
        response.Headers.AcceptRanges.ShouldBeEmpty();
        response.Content.Headers.ContentRange.ShouldBeNull();
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.GetValues("Link").ShouldHaveSingleItem().ShouldBe($"<{world.Wall.Address}why/pypi/acme-tools/1.2.0>; rel=\"describedby\"");

        // uv reads the body only when the type is spelled exactly so.
        response.Content.Headers.GetValues("Content-Type").ShouldHaveSingleItem().ShouldBe("application/problem+json");
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        if (method == "HEAD")
        {
            body.ShouldBeEmpty();
            return;
        }

        JsonNode problem = JsonNode.Parse(body)!;
        problem["status"]!.GetValue<int>().ShouldBe(403);
        problem["code"]!.GetValue<string>().ShouldBe("cooling");
        problem["alternative"]!.GetValue<string>().ShouldBe("1.0.0");
        problem["package"]!.GetValue<string>().ShouldBe("pkg:pypi/acme-tools@1.2.0");
        world.Sent.To(young.FileName).ShouldHaveSingleItem().Body.ShouldBe(body);
    }

    [Fact]
    public async Task A_file_is_found_only_under_its_own_project_and_name()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old);
        world.Wheel("acme-other", "1.0.0", Old);
        (await world.GetAsync($"/pypi/files/acme-other/{wheel.FileName}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.GetAsync("/pypi/files/acme-tools/acme_tools-9.0.0-py3-none-any.whl")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.GetAsync("/pypi/files/acme-tools/setup.exe")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        world.Files.Requests.ShouldBeEmpty();
    }
}
