using System.Net;
using System.Security.Cryptography;
using PackageWall.Core.Versions;
using PackageWall.Testing.Registries;
using static PackageWall.EndToEnd.Tests.NuGet.NuGetWorld;

namespace PackageWall.EndToEnd.Tests.NuGet;

/// <summary>Conformance groups 13, 14, 16, 17 and bar 8 at the package itself, where no client smooths anything over.</summary>
public sealed class GateTests
{
    [Fact]
    public async Task Two_hundred_who_ask_at_once_cost_one_download_and_one_inspection()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0");

        HttpResponseMessage[] responses = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => world.PackageAsync("PwDemo", "1.0.0")));

        responses.ShouldAllBe(response => response.StatusCode == HttpStatusCode.OK);
        string[] hashes = [.. (await Task.WhenAll(responses.Select(response => response.Content.ReadAsByteArrayAsync()))).Select(body => Convert.ToHexString(SHA256.HashData(body))).Distinct()];
        hashes.Length.ShouldBe(1);
        world.Source.Count("pwdemo.1.0.0.nupkg").ShouldBe(1);
        world.Inspections.Inspected.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_client_sends_about_itself_never_reaches_the_upstream()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0");
        foreach (string path in new[] { "v3/index.json", "flat/pwdemo/index.json", "reg/pwdemo/index.json", "flat/pwdemo/1.0.0/pwdemo.1.0.0.nupkg", "query?q=pw" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(world.Mount, path));
            request.Headers.TryAddWithoutValidation("Authorization", "Basic c2VjcmV0OnNlY3JldA==");
            request.Headers.TryAddWithoutValidation("Cookie", "session=secret");
            request.Headers.TryAddWithoutValidation("X-NuGet-ApiKey", "secret");
            request.Headers.TryAddWithoutValidation("X-NuGet-Session-Id", "secret");
            (await world.Wall.Http.SendAsync(request)).Dispose();
        }

        world.Source.Requests.ShouldNotBeEmpty();
        foreach (SeenRequest seen in world.Source.Requests)
        {
            seen.Headers.Keys.ShouldNotContain(name => name == "Authorization" || name == "Cookie" || name.StartsWith("X-NuGet", StringComparison.OrdinalIgnoreCase), seen.Target);
            seen.Headers.Values.ShouldNotContain(value => value.Contains("secret", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task While_the_upstream_is_away_the_released_is_given_the_unseen_is_unavailable_and_nothing_is_missing()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0", "1.1.0");
        (await world.PackageAsync("PwDemo", "1.0.0")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await world.Source.StopAsync();
        world.Wall.Time.Advance(TimeSpan.FromMinutes(40));

        using HttpResponseMessage list = await world.GetAsync("flat/pwdemo/index.json");
        list.StatusCode.ShouldBe(HttpStatusCode.OK);
        list.Headers.ShouldContain(header => header.Key == "X-PackageWall-Stale");
        (await world.PackageAsync("PwDemo", "1.0.0")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using HttpResponseMessage unseen = await world.PackageAsync("PwDemo", "1.1.0");
        unseen.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        unseen.Headers.RetryAfter.ShouldNotBeNull();
        (await world.GetAsync("flat/unheard.of/index.json")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_broken_download_leaves_nothing_to_give_out_and_the_next_request_begins_anew()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0");
        int broken = 0;
        world.Source.Fault = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith(".nupkg", StringComparison.Ordinal))
            {
                return false;
            }

            broken++;
            context.Response.ContentLength = 5000;
            await context.Response.Body.WriteAsync(new byte[700]);
            await context.Response.Body.FlushAsync();
            return true;
        };

        using HttpResponseMessage first = await world.PackageAsync("PwDemo", "1.0.0");
        first.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        broken.ShouldBeGreaterThan(0);
        world.Inspections.Inspected.ShouldBeEmpty();

        world.Source.Fault = null;
        using HttpResponseMessage second = await world.PackageAsync("PwDemo", "1.0.0");
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_client_that_leaves_does_not_end_the_inspection_that_it_began()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0");
        var end = new TaskCompletionSource();
        world.Inspections.Until = end.Task;
        using var leaving = new CancellationTokenSource();
        Task<HttpResponseMessage> asking = world.Wall.Http.GetAsync(new Uri(world.Mount, "flat/pwdemo/1.0.0/pwdemo.1.0.0.nupkg"), leaving.Token);
        await world.Inspections.Begun.Task;
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asking);
        end.SetResult();

        using HttpResponseMessage response = await world.PackageAsync("PwDemo", "1.0.0");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        world.Inspections.Inspected.Count.ShouldBe(1);
        world.Source.Count(".nupkg").ShouldBe(1);
    }

    [Fact]
    public async Task Ranges_and_HEAD_of_a_package_are_exact()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0");
        byte[] whole = await (await world.PackageAsync("PwDemo", "1.0.0")).Content.ReadAsByteArrayAsync();
        var url = new Uri(world.Mount, "flat/pwdemo/1.0.0/pwdemo.1.0.0.nupkg");

        using HttpResponseMessage head = await world.Wall.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, url));
        head.Content.Headers.ContentLength.ShouldBe(whole.Length);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Range", "bytes=-10");
        using HttpResponseMessage tail = await world.Wall.Http.SendAsync(request);
        tail.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await tail.Content.ReadAsByteArrayAsync()).ShouldBe(whole[^10..]);
    }

    [Fact]
    public async Task The_nuspec_passes_the_same_gate_as_its_package()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0");
        world.Publish("PwDemo", JustNow, "1.1.0");

        using HttpResponseMessage given = await world.GetAsync("flat/pwdemo/1.0.0/pwdemo.nuspec");
        (await given.Content.ReadAsStringAsync()).ShouldContain("<version>1.0.0</version>");
        using HttpResponseMessage refused = await world.GetAsync("flat/pwdemo/1.1.0/pwdemo.nuspec");
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        refused.Warnings().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_internal_name_is_never_asked_for_outside()
    {
        NuGetSource source = await NuGetSource.RunAsync();
        await using (source)
        {
            source.Publish(new PackageWall.Testing.Packages.NupkgBuilder("Acme.Core", "99.0.0").Framework(), LongAgo);
            await using Walls.Wall wall = await Walls.Wall.StartAsync(new Walls.WallOptions
            {
                Feeds = { ["nuget"] = $"ecosystem: nuget\nmount: /nuget/\nupstream: {source.Index}\ninternal-names:\n  - Acme.*\npolicy:\n  cool-off: 7d\n" },
            });

            foreach (string path in new[] { "flat/acme.core/index.json", "reg/acme.core/index.json", "flat/acme.core/99.0.0/acme.core.99.0.0.nupkg" })
            {
                using HttpResponseMessage response = await wall.Http.GetAsync("nuget/" + path);
                response.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            }

            string search = await wall.Http.GetStringAsync("nuget/query?q=acme");
            search.ShouldNotContain("Acme.Core");
            source.Count("acme.core").ShouldBe(0);
        }
    }
}
