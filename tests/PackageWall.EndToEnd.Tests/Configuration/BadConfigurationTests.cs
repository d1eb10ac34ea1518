using PackageWall.EndToEnd.Tests.Walls;

namespace PackageWall.EndToEnd.Tests.Configuration;

/// <summary>A wall that is configured wrongly does not start, and says everything that is wrong at once.</summary>
public sealed class BadConfigurationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("config-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_mistake_is_listed_with_file_and_line_and_the_exit_code_is_2()
    {
        string feeds = Directory.CreateDirectory(Path.Combine(_folder, "feeds")).FullName;
        await File.WriteAllTextAsync(Path.Combine(feeds, "a.yaml"), "ecosystem: nmp\nmount: npm\n");
        await File.WriteAllTextAsync(Path.Combine(feeds, "b.yaml"), "ecosystem: pypi\nmount: /pypi/\npolicy:\n  cool-off: soon\n  colck: published\n");
        (int exitCode, string output) = await ServerProcess.RunToEndAsync(new Dictionary<string, string>
        {
            ["PACKAGEWALL_FEEDS"] = feeds,
            ["PACKAGEWALL_DATA"] = Path.Combine(_folder, "data"),
            ["PACKAGEWALL_PUBLIC_URL"] = "not an address",
        });
        exitCode.ShouldBe(2, output);
        output.ShouldContain("a.yaml:1");
        output.ShouldContain("a.yaml:2");
        output.ShouldContain("b.yaml:4");
        output.ShouldContain("b.yaml:5");
        output.ShouldContain("PACKAGEWALL_PUBLIC_URL");
        output.ShouldContain("nothing was started");
    }

    [Fact]
    public async Task Two_feeds_of_one_ecosystem_live_under_two_mounts()
    {
        await using Testing.Registries.NpmRegistry one = await Testing.Registries.NpmRegistry.RunAsync();
        await using Testing.Registries.NpmRegistry two = await Testing.Registries.NpmRegistry.RunAsync();
        one.Publish(new Testing.Packages.NpmPackageBuilder("in-one", "1.0.0"), DateTimeOffset.UtcNow.AddDays(-30));
        two.Publish(new Testing.Packages.NpmPackageBuilder("in-two", "1.0.0"), DateTimeOffset.UtcNow.AddDays(-30));
        await using Wall wall = await Wall.StartAsync(new WallOptions
        {
            Feeds =
            {
                ["npm"] = $"ecosystem: npm\nmount: /npm/\nupstream: {one.Address}\n",
                ["partners"] = $"ecosystem: npm\nmount: /partners/npm/\nupstream: {two.Address}\n",
            },
        });
        (await wall.Http.GetStringAsync(new Uri("npm/in-one", UriKind.Relative))).ShouldContain($"{wall.Address}npm/in-one/-/in-one-1.0.0.tgz");
        (await wall.Http.GetStringAsync(new Uri("partners/npm/in-two", UriKind.Relative))).ShouldContain($"{wall.Address}partners/npm/in-two/-/in-two-1.0.0.tgz");
        using HttpResponseMessage absent = await wall.Http.GetAsync(new Uri("npm/in-two", UriKind.Relative));
        absent.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }
}
