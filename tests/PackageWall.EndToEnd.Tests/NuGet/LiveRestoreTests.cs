using System.Diagnostics;
using System.Text.Json.Nodes;
using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.EndToEnd.Tests.Walls;
using Xunit.Abstractions;

namespace PackageWall.EndToEnd.Tests.NuGet;

/// <summary>Bar 2 against the real registry, with empty caches.</summary>
[Collection(NuGetCollection.Name)]
[Trait("Category", "Live")]
public sealed class LiveRestoreTests(ITestOutputHelper output)
{
    // Quartz asks for two versions of one package that only NuGet's strictest setting minds.
    private const string LockFile = "<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile><NoWarn>NU1605</NoWarn>";

    [Fact]
    public async Task Restore_of_an_ordinary_project_completes_through_the_wall_with_the_hashes_of_a_direct_one()
    {
        (string, string)[] references =
            [("Microsoft.EntityFrameworkCore.Relational", "10.0.14"), ("Quartz", "4.7.3"), ("xunit", "2.9.3"), ("Polly", "8.8.1")];
        using var direct = new Dotnet(source: null);
        direct.Project(LockFile, references);
        ClientRun without = (await direct.RunAsync("restore")).ShouldSucceed();
        await using Wall wall = await StartAsync();
        using var dotnet = new Dotnet(new Uri(wall.Address, "nuget/v3/index.json"));
        dotnet.Project(LockFile, references);

        ClientRun first = await dotnet.RunAsync("restore");
        Report(await wall.Http.GetStringAsync("api/reviews?state=all"));
        output.WriteLine($"direct {without.Elapsed.TotalSeconds:0.0} s, through the wall with nothing known {first.Elapsed.TotalSeconds:0.0} s");
        first.ShouldSucceed();
        Hashes(dotnet).ShouldBe(Hashes(direct));
        dotnet.Read("packages.lock.json").ShouldNotContain("://");

        using var again = new Dotnet(new Uri(wall.Address, "nuget/v3/index.json"));
        again.Project(LockFile, references);
        again.Write("packages.lock.json", dotnet.Read("packages.lock.json"));
        ClientRun second = (await again.RunAsync("restore", "--locked-mode")).ShouldSucceed();
        output.WriteLine($"through the wall with all of it known {second.Elapsed.TotalSeconds:0.0} s");
    }

    [Fact]
    public async Task A_registry_that_states_no_dates_is_dated_by_its_signatures()
    {
        await using Wall wall = await StartAsync();
        var watch = Stopwatch.StartNew();

        using HttpResponseMessage package = await wall.Http.GetAsync("nuget/flat/newtonsoft.json/13.0.3/newtonsoft.json.13.0.3.nupkg");

        package.IsSuccessStatusCode.ShouldBeTrue(await package.Content.ReadAsStringAsync());
        output.WriteLine($"{package.Content.Headers.ContentLength} bytes in {watch.Elapsed.TotalSeconds:0.0} s");
        JsonNode record = JsonNode.Parse(await wall.Http.GetStringAsync("api/versions/nuget/newtonsoft.json/13.0.3"))!;
        ((string)record["dateSource"]!).ShouldBe("repositorySignature");
        ((string)record["publishedAt"]!).ShouldStartWith("2023-03-08T07:43:22");
    }

    private static Task<Wall> StartAsync() => Wall.StartAsync(new WallOptions
    {
        Feeds = { ["nuget"] = "ecosystem: nuget\nmount: /nuget/\nupstream: default\npolicy:\n  cool-off: 7d\n" },
    });

    private void Report(string reviews)
    {
        JsonNode[] versions = [.. JsonNode.Parse(reviews)!.AsArray().Select(version => version!)];
        foreach (IGrouping<string, JsonNode> group in versions.GroupBy(version => (string)version["standing"]!))
        {
            output.WriteLine($"{group.Key}: {group.Count()}");
        }

        foreach (JsonNode held in versions.Where(version => (string)version["standing"]! != "released"))
        {
            output.WriteLine($"{held["package"]} {held["version"]}: {held["standing"]}, {held["verdict"]}, {held["because"]} {held["reasons"]?.ToJsonString()}");
        }
    }

    private static SortedDictionary<string, string> Hashes(Dotnet dotnet) => new(
        JsonNode.Parse(dotnet.Read("packages.lock.json"))!["dependencies"]!["net10.0"]!.AsObject()
            .ToDictionary(package => package.Key, package => $"{package.Value!["resolved"]} {package.Value!["contentHash"]}"),
        StringComparer.OrdinalIgnoreCase);
}
