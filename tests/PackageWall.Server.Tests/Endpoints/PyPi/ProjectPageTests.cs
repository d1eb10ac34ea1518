using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PackageWall.EndToEnd.Tests.PyPi;
using PackageWall.Inspection.Reports;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;

namespace PackageWall.Server.Tests.Endpoints.PyPi;

/// <summary>Project pages over HTTP (conformance groups 4, 5 and 7).</summary>
public sealed class ProjectPageTests
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(100);
    private static readonly TimeSpan Young = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(null, "text/html; charset=utf-8")]
    [InlineData("*/*", "text/html; charset=utf-8")]
    [InlineData("text/html", "text/html; charset=utf-8")]
    [InlineData("application/vnd.pypi.simple.v1+json", "application/vnd.pypi.simple.v1+json")]
    [InlineData("application/vnd.pypi.simple.latest+json", "application/vnd.pypi.simple.v1+json")]
    [InlineData("application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01", "application/vnd.pypi.simple.v1+json")]
    [InlineData("application/vnd.pypi.simple.v1+json;q=0.2, application/vnd.pypi.simple.v1+html;q=0.9, text/html;q=0.1", "application/vnd.pypi.simple.v1+html")]
    [InlineData("application/vnd.pypi.simple.v1+json;q=0, text/html;q=0.5", "text/html; charset=utf-8")]
    public async Task The_form_of_a_page_follows_the_quality_values_and_has_its_exact_type(string? accept, string type)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        using HttpResponseMessage response = await world.GetAsync("/pypi/simple/acme-tools/", accept is null ? [] : ["Accept: " + accept]);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.GetValues("Content-Type").ShouldHaveSingleItem().ShouldBe(type);
        response.Headers.Vary.ShouldContain("Accept");
        (await response.Content.ReadAsStringAsync()).ShouldContain($"{world.Wall.Address}pypi/files/acme-tools/acme_tools-1.0.0-py3-none-any.whl");
    }

    [Fact]
    public async Task A_form_that_does_not_exist_is_406_and_the_query_can_name_one()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        (await world.GetAsync("/pypi/simple/acme-tools/", "Accept: application/vnd.pypi.simple.v2+json")).StatusCode.ShouldBe(HttpStatusCode.NotAcceptable);
        using HttpResponseMessage asked = await world.GetAsync("/pypi/simple/acme-tools/?format=application/vnd.pypi.simple.v1%2Bjson", "Accept: text/html");
        asked.Content.Headers.ContentType!.MediaType.ShouldBe(PyPiWorld.JsonType);
    }

    [Theory]
    [InlineData("/pypi/simple/acme-tools", "/pypi/simple/acme-tools/")]
    [InlineData("/pypi/simple/Acme_Tools/", "/pypi/simple/acme-tools/")]
    [InlineData("/pypi/simple/ACME.-_tools", "/pypi/simple/acme-tools/")]
    [InlineData("/pypi/simple/acme%2Dtools?format=application/vnd.pypi.simple.v1%2Bjson", "/pypi/simple/acme-tools/?format=application/vnd.pypi.simple.v1%2Bjson")]
    public async Task Other_spellings_lead_to_the_one_page_without_asking_the_upstream(string path, string target)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        using HttpResponseMessage response = await world.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
        response.Headers.Location!.OriginalString.ShouldBe(target);
        world.Index.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_representation_has_its_own_tag_and_each_answers_304()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        string[][] requests =
        [
            ["Accept: " + PyPiWorld.JsonType],
            ["Accept: " + PyPiWorld.HtmlType],
            ["Accept: text/html"],
            ["Accept: " + PyPiWorld.JsonType, "Accept-Encoding: gzip"],
        ];
        var tags = new List<string>();
        foreach (string[] headers in requests)
        {
            using HttpResponseMessage first = await world.GetAsync("/pypi/simple/acme-tools/", headers);
            string tag = first.Headers.ETag!.ToString();
            tags.Add(tag);
            using HttpResponseMessage second = await world.GetAsync("/pypi/simple/acme-tools/", [.. headers, "If-None-Match: " + tag]);
            second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
            (await second.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }

        tags.Distinct().Count().ShouldBe(requests.Length);
    }

    [Fact]
    public async Task A_decision_is_on_the_page_at_the_next_request()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old);
        await world.InspectedAsync(wheel);
        using HttpResponseMessage before = await world.GetAsync("/pypi/simple/acme-tools/", "Accept: " + PyPiWorld.JsonType);
        (await world.EntryAsync(wheel))["yanked"]!.GetValue<bool>().ShouldBeFalse();
        (await world.DecideAsync("acme-tools", "1.0.0", "block", "it broke our build")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using HttpResponseMessage after = await world.GetAsync("/pypi/simple/acme-tools/", "Accept: " + PyPiWorld.JsonType, "If-None-Match: " + before.Headers.ETag);
        after.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.EntryAsync(wheel))["yanked"]!.GetValue<string>().ShouldContain("it broke our build");
        (await world.GetAsync(PyPiWorld.FilePath(wheel))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        world.Index.PageRequests("acme-tools").ShouldBe(1);
    }

    [Fact]
    public async Task Metadata_is_there_for_each_file_that_advertises_it_and_has_the_hash_that_is_stated()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload released = world.Wheel("acme-tools", "1.0.0", Old, withMetadata: true);
        PyPiUpload blocked = world.Wheel("acme-tools", "1.1.0", Old, withMetadata: true);
        PyPiUpload cooling = world.Wheel("acme-tools", "1.2.0", Young, withMetadata: true);
        PyPiUpload unseen = world.Wheel("acme-tools", "0.9.0", Old, withMetadata: true);
        SdistBuilder sdist = new SdistBuilder("acme-tools", "1.0.0").PlainSetup("acme_tools");
        PyPiUpload source = world.Index.Upload("acme-tools", sdist.FileName, sdist.Build(), world.Now - Old);
        world.Inspections.Verdicts[blocked.FileName] = Verdict.Malicious;
        foreach (PyPiUpload upload in new[] { released, blocked, cooling, source })
        {
            await world.InspectedAsync(upload);
        }

        var advertised = new List<string>();
        foreach (JsonNode? file in (await world.PageAsync("acme-tools"))["files"]!.AsArray())
        {
            string url = file!["url"]!.GetValue<string>() + ".metadata";
            using HttpResponseMessage response = await world.GetAsync(new Uri(url).PathAndQuery);
            using HttpResponseMessage head = await world.AskAsync(HttpMethod.Head, new Uri(url).PathAndQuery);
            head.StatusCode.ShouldBe(response.StatusCode);
            if (file["core-metadata"] is { } metadata)
            {
                advertised.Add(file["filename"]!.GetValue<string>());
                byte[] body = await response.Content.ReadAsByteArrayAsync();
                response.StatusCode.ShouldBe(HttpStatusCode.OK);
                Convert.ToHexStringLower(SHA256.HashData(body)).ShouldBe(metadata["sha256"]!.GetValue<string>());
                Encoding.UTF8.GetString(body).ShouldStartWith("Metadata-Version: 2.1\nName: acme-tools\n");
                head.Content.Headers.ContentLength.ShouldBe(body.Length);
            }
            else
            {
                response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            }
        }

        advertised.ShouldBe([released.FileName, blocked.FileName, cooling.FileName], ignoreOrder: true);
        (await world.EntryAsync(unseen))["core-metadata"].ShouldBeNull();
        string html = await (await world.GetAsync("/pypi/simple/acme-tools/")).Content.ReadAsStringAsync();
        html.Split("data-core-metadata=\"sha256=").Length.ShouldBe(4);
        html.Split("data-dist-info-metadata=\"sha256=").Length.ShouldBe(4);
    }

    [Fact]
    public async Task Sizes_hashes_and_upload_times_are_those_of_the_upstream_for_every_file()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload first = world.Wheel("acme-tools", "1.0.0", Old);
        PyPiUpload young = world.Wheel("acme-tools", "1.1.0", Young);
        PyPiUpload offset = world.Index.Upload(new PyPiUpload("acme-tools", "acme_tools-1.2.0-py3-none-any.whl", [1, 2, 3])
        {
            UploadedAt = new DateTimeOffset(2025, 3, 1, 12, 30, 15, TimeSpan.Zero),
            UploadTimeText = "2025-03-01T14:30:15+02:00",
            RequiresPython = ">=3.9,<4",
        });
        JsonNode page = await world.PageAsync("acme-tools");
        page["meta"]!["api-version"]!.GetValue<string>().ShouldBe("1.1");
        page["versions"]!.AsArray().Select(version => version!.GetValue<string>()).ShouldBe(["1.0.0", "1.1.0", "1.2.0"], ignoreOrder: true);
        foreach (PyPiUpload upload in new[] { first, young, offset })
        {
            JsonNode entry = await world.EntryAsync(upload);
            entry["size"]!.GetValue<long>().ShouldBe(upload.Size);
            entry["hashes"]!["sha256"]!.GetValue<string>().ShouldBe(upload.Sha256);
            string time = entry["upload-time"]!.GetValue<string>();
            time.ShouldEndWith("Z");
            (DateTimeOffset.Parse(time) - upload.UploadedAt).Duration().ShouldBeLessThan(TimeSpan.FromMilliseconds(1));
            entry["requires-python"]?.GetValue<string>().ShouldBe(upload.RequiresPython);
        }
    }

    [Fact]
    public async Task A_file_that_is_added_to_an_old_version_waits_for_itself()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old);
        PyPiUpload added = world.Wheel("acme-tools", "1.0.0", Young, builder => builder.Tag("py3-none-manylinux_2_17_x86_64"));
        (await world.EntryAsync(wheel))["yanked"]!.GetValue<bool>().ShouldBeFalse();
        (await world.EntryAsync(added))["yanked"]!.GetValue<string>().ShouldContain("this file was added");
        (await world.GetAsync(PyPiWorld.FilePath(wheel))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync(PyPiWorld.FilePath(added))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        world.Wall.Time.Advance(TimeSpan.FromDays(7));
        (await world.GetAsync(PyPiWorld.FilePath(added))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_a_mirror_does_not_have_is_said_plainly()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        (await world.GetAsync("/pypi/simple/")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.GetAsync("/pypi/pypi/acme-tools/json")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.GetAsync("/pypi/simple/acme-unknown/")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.AskAsync(HttpMethod.Post, "/pypi/simple/acme-tools/")).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        using HttpResponseMessage head = await world.AskAsync(HttpMethod.Head, "/pypi/simple/acme-tools/", "Accept: " + PyPiWorld.JsonType);
        using HttpResponseMessage get = await world.GetAsync("/pypi/simple/acme-tools/", "Accept: " + PyPiWorld.JsonType);
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe((await get.Content.ReadAsByteArrayAsync()).Length);
    }
}
