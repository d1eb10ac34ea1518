using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PackageWall.EndToEnd.Tests.NuGet;
using PackageWall.Upstreams.Documents;
using static PackageWall.EndToEnd.Tests.NuGet.NuGetWorld;

namespace PackageWall.Server.Tests.Endpoints.NuGet;

/// <summary>
/// Promise 4: the warning is worded once and comes with many answers, and still tells what holds at the moment of each. Both ways to a
/// kept document are tried: with the upstream's document in memory, and with one that had to leave it.
/// </summary>
public sealed class WarningTests
{
    private static readonly string[] Documents = ["flat/pwdemo/index.json", "reg/pwdemo/index.json", "reg/pwdemo/1.0.0.json"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_changes_with_each_decision_and_with_the_end_of_a_wait_at_the_next_request(bool inMemory)
    {
        await using NuGetWorld world = await WorldAsync(inMemory);
        world.Publish("PwDemo", LongAgo, "1.0.0", "1.1.0");
        world.Publish("PwDemo", JustNow, "1.2.0");
        string cooling = await SameEverywhereAsync(world);
        cooling.ShouldContain("pwdemo 1.2.0 is cooling until");
        cooling.ShouldContain("newest allowed: 1.1.0");

        await world.ReviewAsync("PwDemo", "1.1.0", "block");
        string both = await SameEverywhereAsync(world);
        both.ShouldContain("newest allowed: 1.0.0");
        both.ShouldEndWith("(1 more withheld)");

        world.Wall.Time.Advance(TimeSpan.FromDays(8));
        string blocked = await SameEverywhereAsync(world);
        blocked.ShouldBe("", "1.2.0 is shown now, and 1.1.0 is not newer");

        // What is shown is inspected behind the answer. Asking for it waits for that: from then on a block takes a released version back.
        using (HttpResponseMessage released = await world.GetAsync("flat/pwdemo/1.2.0/pwdemo.1.2.0.nupkg"))
        {
            released.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await world.ReviewAsync("PwDemo", "1.2.0", "block");
        (await SameEverywhereAsync(world)).ShouldContain("pwdemo 1.2.0 is recalled");
        (world.Wall.Services.GetRequiredService<SourceMemory>().Bytes > 0).ShouldBe(inMemory);
        await world.ReviewAsync("PwDemo", "1.2.0", "release");
        (await SameEverywhereAsync(world)).ShouldBe("");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_package_of_which_nothing_is_given_out_it_is_told_with_404(bool inMemory)
    {
        await using NuGetWorld world = await WorldAsync(inMemory);
        world.Publish("PwDemo", JustNow, "1.0.0");
        for (int i = 0; i < 2; i++)
        {
            using HttpResponseMessage none = await world.GetAsync("flat/pwdemo/index.json");
            none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            string warning = none.Warnings().ShouldHaveSingleItem();
            warning.ShouldContain("pwdemo 1.0.0 is cooling until");
            (await none.Content.ReadAsStringAsync()).ShouldContain("pwdemo 1.0.0 is cooling until");
        }

        world.Wall.Time.Advance(TimeSpan.FromDays(8));
        (await SameEverywhereAsync(world)).ShouldBe("");
    }

    private static Task<NuGetWorld> WorldAsync(bool inMemory) =>
        StartAsync(configure: services => _ = inMemory ? services : services.AddSingleton(new SourceMemory(limit: 1)));

    // The one warning of all documents, however they are asked for; empty when there is none.
    private static async Task<string> SameEverywhereAsync(NuGetWorld world)
    {
        var seen = new HashSet<string>();
        foreach (string path in Documents)
        {
            foreach (string coding in new[] { "gzip", "identity" })
            {
                using HttpResponseMessage first = await AskAsync(world, HttpMethod.Get, path, coding);
                first.StatusCode.ShouldBe(HttpStatusCode.OK, path);
                using HttpResponseMessage again = await AskAsync(world, HttpMethod.Get, path, coding);
                again.StatusCode.ShouldBe(HttpStatusCode.OK, path);
                using HttpResponseMessage head = await AskAsync(world, HttpMethod.Head, path, coding);
                head.StatusCode.ShouldBe(HttpStatusCode.OK, path);
                using HttpResponseMessage same = await AskAsync(world, HttpMethod.Get, path, coding, first.Headers.ETag!.Tag);
                same.StatusCode.ShouldBe(HttpStatusCode.NotModified, path);
                foreach (HttpResponseMessage response in new[] { first, again, head, same })
                {
                    seen.Add(string.Join('\n', response.Warnings()));
                }
            }
        }

        return seen.ShouldHaveSingleItem();
    }

    private static async Task<HttpResponseMessage> AskAsync(NuGetWorld world, HttpMethod method, string path, string coding, string? known = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(world.Mount, path));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", coding);
        if (known is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        }

        return await world.Wall.Http.SendAsync(request);
    }
}
