using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using PackageWall.Testing.Packages;
using static PackageWall.EndToEnd.Tests.NuGet.NuGetWorld;

namespace PackageWall.EndToEnd.Tests.NuGet;

/// <summary>Conformance groups 2, 5, 6 and 11: what documents hold, and that none of them leads past the wall.</summary>
public sealed class DocumentTests
{
    private static readonly string[] Hives =
        ["RegistrationsBaseUrl", "RegistrationsBaseUrl/3.0.0-beta", "RegistrationsBaseUrl/3.0.0-rc", "RegistrationsBaseUrl/3.4.0", "RegistrationsBaseUrl/3.6.0", "RegistrationsBaseUrl/Versioned"];

    [Fact]
    public async Task Every_variant_of_every_resource_is_ours_and_no_document_names_another_host()
    {
        await using NuGetWorld world = await StartAsync();
        for (int i = 0; i < 140; i++)
        {
            world.Publish("Pw.Many", LongAgo, $"1.0.{i}");
        }

        world.Publish("Pw.Lower", LongAgo, "1.0.0");
        world.Source.Publish(new NupkgBuilder("Pw.Parent", "1.0.0-rc.1+build.7").Framework().Dependency("Pw.Lower", "1.0.0"), LongAgo);
        world.Source.Publish(new NupkgBuilder("Pw.Parent", "1.0.0").Framework().Dependency("Pw.Lower", "1.0.0"), LongAgo);

        JsonNode index = await world.JsonAsync("v3/index.json");
        Dictionary<string, string> resources = index["resources"]!.AsArray().ToDictionary(resource => (string)resource!["@type"]!, resource => (string)resource!["@id"]!);
        foreach (string hive in Hives)
        {
            resources[hive].ShouldBe(new Uri(world.Mount, "reg/").AbsoluteUri, hive);
        }

        resources.Keys.ShouldNotContain(type => type.StartsWith("RepositorySignatures", StringComparison.Ordinal), "clients refuse it over http");
        resources.Keys.ShouldNotContain(type => type.StartsWith("Catalog", StringComparison.Ordinal));
        resources.Keys.ShouldNotContain(type => type.StartsWith("PackagePublish", StringComparison.Ordinal));

        IReadOnlyDictionary<string, string> documents = await CrawlAsync(world, resources);
        documents.Count.ShouldBeGreaterThan(10);
        documents.Keys.Count(url => url.Contains("/pw.many/page/", StringComparison.Ordinal)).ShouldBe(3);
        foreach ((string url, string text) in documents)
        {
            text.ShouldNotContain(world.Source.Address.Authority, Case.Insensitive, url);
            text.ShouldNotContain("projects.example", Case.Insensitive, url);
        }
    }

    [Fact]
    public async Task A_registration_of_more_than_128_versions_is_paged_by_64_and_counts_what_it_holds()
    {
        await using NuGetWorld world = await StartAsync();
        for (int i = 0; i < 200; i++)
        {
            world.Publish("Pw.Many", i >= 195 ? JustNow : LongAgo, $"1.0.{i}");
        }

        JsonNode index = await world.JsonAsync("reg/pw.many/index.json");

        JsonNode[] pages = [.. index["items"]!.AsArray().Select(page => page!)];
        ((int)index["count"]!).ShouldBe(pages.Length);
        pages.Select(page => (int)page["count"]!).ShouldBe([64, 64, 64, 3]);
        pages.ShouldAllBe(page => page["items"] == null);
        ((string)pages[^1]["upper"]!).ShouldBe("1.0.194");
        foreach (JsonNode page in pages)
        {
            JsonNode alone = JsonNode.Parse(await world.Wall.Http.GetStringAsync((string)page["@id"]!))!;
            alone["items"]!.AsArray().Count.ShouldBe((int)page["count"]!);
            ((string)alone["lower"]!).ShouldBe((string)page["lower"]!);
        }
    }

    [Fact]
    public async Task A_page_of_which_nothing_is_left_is_not_there_and_a_short_registration_is_inlined()
    {
        await using NuGetWorld world = await StartAsync();
        for (int i = 0; i < 130; i++)
        {
            // The upstream's third page holds the last two, which are young.
            world.Publish("Pw.Many", i >= 128 ? JustNow : LongAgo, $"1.0.{i}");
        }

        JsonNode index = await world.JsonAsync("reg/pw.many/index.json");

        index["items"]!.AsArray().Count.ShouldBe(2);
        index["items"]!.AsArray().Sum(page => page!["items"]!.AsArray().Count).ShouldBe(128);
        using HttpResponseMessage leaf = await world.GetAsync("reg/pw.many/1.0.129.json");
        leaf.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        leaf.Warnings().ShouldHaveSingleItem().ShouldContain("1.0.129 is cooling until");
    }

    [Fact]
    public async Task SemVer2_versions_keep_their_spelling_and_are_found_under_their_normal_form()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0", "2.0.0-rc.1+build.7");

        (await world.ListAsync("PwDemo")).ShouldBe(["1.0.0", "2.0.0-rc.1"]);
        JsonNode entry = (await world.JsonAsync("reg/pwdemo/index.json"))["items"]![0]!["items"]![1]!;
        ((string)entry["catalogEntry"]!["version"]!).ShouldBe("2.0.0-rc.1+build.7");
        ((string)entry["packageContent"]!).ShouldBe(new Uri(world.Mount, "flat/pwdemo/2.0.0-rc.1/pwdemo.2.0.0-rc.1.nupkg").AbsoluteUri);
        using HttpResponseMessage package = await world.PackageAsync("PwDemo", "2.0.0-rc.1");
        package.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Gzip_is_given_to_those_who_take_it_with_an_entity_tag_of_its_own()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0", "1.1.0");

        using HttpResponseMessage plain = await world.GetAsync("reg/pwdemo/index.json");
        using HttpResponseMessage packed = await AskAsync(world, "reg/pwdemo/index.json", request => request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip")));
        plain.Content.Headers.ContentEncoding.ShouldBeEmpty();
        packed.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        packed.Headers.ETag.ShouldNotBe(plain.Headers.ETag);
        packed.Headers.Vary.ShouldContain("Accept-Encoding");

        using HttpResponseMessage same = await AskAsync(world, "reg/pwdemo/index.json", request => request.Headers.IfNoneMatch.Add(plain.Headers.ETag!));
        same.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_decision_is_seen_by_the_next_request_with_another_entity_tag()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0", "1.1.0");
        (await world.PackageAsync("PwDemo", "1.1.0")).Dispose();
        using HttpResponseMessage before = await world.GetAsync("flat/pwdemo/index.json");

        await world.ReviewAsync("PwDemo", "1.1.0", "block");

        using HttpResponseMessage after = await AskAsync(world, "flat/pwdemo/index.json", request => request.Headers.IfNoneMatch.Add(before.Headers.ETag!));
        after.StatusCode.ShouldBe(HttpStatusCode.OK);
        after.Headers.ETag.ShouldNotBe(before.Headers.ETag);
        after.Warnings().ShouldHaveSingleItem().ShouldContain("pwdemo 1.1.0 is");
        (await after.Content.ReadAsStringAsync()).ShouldNotContain("1.1.0");
        using HttpResponseMessage package = await world.PackageAsync("PwDemo", "1.1.0");
        package.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("flat/PwDemo/index.json", 200)]
    [InlineData("flat/PWDEMO/1.0/PwDemo.1.0.nupkg", 200)]
    [InlineData("flat/pwdemo/1.0.0/other.1.0.0.nupkg", 400)]
    [InlineData("flat/pwdemo/1.0.0/pwdemo.1.1.0.nupkg", 400)]
    [InlineData("flat/%2e%2e/index.json", 400)]
    [InlineData("flat/pw%2fdemo/index.json", 400)]
    [InlineData("flat/pw%252fdemo/index.json", 400)]
    [InlineData("flat/pw%0d%0aX-Injected:%20yes/index.json", 400)]
    [InlineData("flat/p%C3%BCdemo/index.json", 404)]
    [InlineData("flat/pwdemo/1.0.0%0d%0aX-Injected:%20yes/pwdemo.nupkg", 400)]
    [InlineData("flat/unknown/index.json", 404)]
    [InlineData("v3-flatcontainer/pwdemo/index.json", 404)]
    [InlineData("vuln/%2e%2e.json", 404)]
    public async Task Names_of_all_spellings_go_to_the_right_place_or_nowhere(string path, int status)
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0");
        var url = new Uri(world.Mount.AbsoluteUri + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

        using HttpResponseMessage response = await world.Wall.Http.GetAsync(url);

        ((int)response.StatusCode).ShouldBe(status);
        response.Headers.ShouldNotContain(header => header.Key == "X-Injected");
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("POST")]
    public async Task What_writes_is_refused(string method)
    {
        await using NuGetWorld world = await StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(world.Mount, "flat/pwdemo/1.0.0"));

        using HttpResponseMessage response = await world.Wall.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    private static Task<HttpResponseMessage> AskAsync(NuGetWorld world, string path, Action<HttpRequestMessage> change)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(world.Mount, path));
        change(request);
        return world.Wall.Http.SendAsync(request);
    }

    // Follows every address that a document gives, from those that clients begin with.
    private static async Task<IReadOnlyDictionary<string, string>> CrawlAsync(NuGetWorld world, Dictionary<string, string> resources)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var next = new Queue<string>(
        [
            world.Index.AbsoluteUri,
            .. new[] { "pw.many", "pw.parent", "pw.lower" }.SelectMany(id => new[]
            {
                resources["RegistrationsBaseUrl/3.6.0"] + id + "/index.json",
                resources["PackageBaseAddress/3.0.0"] + id + "/index.json",
            }),
            resources["SearchQueryService"] + "?q=pw&prerelease=true&semVerLevel=2.0.0",
            resources["SearchAutocompleteService"] + "?q=pw",
            resources["VulnerabilityInfo/6.7.0"],
        ]);
        while (next.TryDequeue(out string? url))
        {
            if (seen.ContainsKey(url) || seen.Count > 60)
            {
                continue;
            }

            using HttpResponseMessage response = await world.Wall.Http.GetAsync(new Uri(url));
            response.StatusCode.ShouldBe(HttpStatusCode.OK, url);
            string text = seen[url] = await response.Content.ReadAsStringAsync();
            foreach (string found in Addresses(JsonNode.Parse(text)))
            {
                if (found.StartsWith(world.Mount.AbsoluteUri, StringComparison.Ordinal) && found.EndsWith(".json", StringComparison.Ordinal))
                {
                    next.Enqueue(found);
                }
            }
        }

        return seen;
    }

    private static IEnumerable<string> Addresses(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(member => Addresses(member.Value)),
        JsonArray a => a.SelectMany(Addresses),
        JsonValue v when v.TryGetValue(out string? text) && text.StartsWith("http", true, CultureInfo.InvariantCulture) => [text],
        _ => [],
    };
}
