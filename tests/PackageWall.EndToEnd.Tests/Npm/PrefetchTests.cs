using Microsoft.Extensions.DependencyInjection;
using PackageWall.Core.Prefetch;
using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;

namespace PackageWall.EndToEnd.Tests.Npm;

/// <summary>Real clients lead the wall to what they take: the right versions and no others, each fetched once.</summary>
public sealed class PrefetchTests
{
    [Theory]
    [InlineData("npm 11")]
    [InlineData("npm 10")]
    [InlineData("pnpm 10")]
    public async Task What_a_client_resolves_is_what_was_predicted(string name)
    {
        NpmClient client = NpmClient.Of(name);
        await using NpmWorld world = await NpmWorld.StartAsync(
            change: (options, _) => options with { Settings = new Dictionary<string, string> { ["PACKAGEWALL_PREFETCH"] = "100" } });
        await world.TeachAsync();
        NpmRelease[] taken =
        [
            world.Registry.Publish(new NpmPackageBuilder("pw-app", "2.0.0").Dependency("pw-lib", "^1.0.0"), NpmWorld.LongAgo),
            world.Registry.Publish(new NpmPackageBuilder("pw-lib", "1.4.0").Dependency("@pw/leaf", "~1.1.0"), NpmWorld.LongAgo),
            world.Publish("@pw/leaf", "1.1.7", NpmWorld.LongAgo),
        ];
        world.Publish("pw-app", "1.0.0", NpmWorld.LongAgo, "old");
        world.Publish("pw-lib", "2.0.0", NpmWorld.LongAgo);
        world.Publish("@pw/leaf", "1.2.0", NpmWorld.LongAgo);
        using ClientHome home = client.Home(world.Address);

        (await client.AddAsync(home, "pw-app")).ShouldSucceed();

        NpmClient.Installed(home, "pw-app").ShouldBe("2.0.0");
        taken.ShouldAllBe(release => world.Registry.Count(release.FileName) == 1);
        world.Registry.Count(".tgz").ShouldBe(taken.Length + NpmWorld.Taught);
        world.Inspection.Count.ShouldBe(taken.Length + NpmWorld.Taught);
        PrefetchMetrics metrics = world.Wall.Services.GetRequiredService<PrefetchMetrics>();
        metrics[PrefetchOutcome.Predicted].ShouldBe(taken.Length);
        metrics[PrefetchOutcome.Failed].ShouldBe(0);
    }
}
