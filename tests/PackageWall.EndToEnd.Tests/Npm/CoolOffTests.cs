using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.Testing.Registries;
using Xunit.Abstractions;

namespace PackageWall.EndToEnd.Tests.Npm;

/// <summary>A version published an hour ago: the older one is taken, pins and lock files are refused with the date, and after the cool-off it comes through.</summary>
public sealed class CoolOffTests(ITestOutputHelper output)
{
    /// <summary>Whether the client prints the reason of a refused tarball, and with it the date.</summary>
    public static TheoryData<string, bool> Clients => new()
    {
        { "npm 11", true },
        { "npm 10", true },
        { "pnpm 10", true },
        { "pnpm 12", false },
        { "yarn 1", false },
        { "yarn 4", true },
        { "bun 1", false },
    };

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_version_of_an_hour_waits_its_time_and_then_comes_through_without_a_restart(string name, bool printsReason)
    {
        NpmClient client = NpmClient.Of(name);
        await using NpmWorld world = await NpmWorld.StartAsync();
        world.Publish("pw-young", "1.0.0", NpmWorld.LongAgo);
        NpmRelease young = world.Publish("pw-young", "1.1.0", DateTimeOffset.UtcNow.AddHours(-1));
        string date = young.PublishedAt.AddDays(7).UtcDateTime.ToString("yyyy-MM-dd HH:mm");
        using ClientHome resolving = client.Home(world.Address);
        using ClientHome locked = client.Home(world.Registry.Address);
        client.AllowYoung(resolving);
        client.AllowYoung(locked);

        // A range takes the older one.
        (await client.AddAsync(resolving, "pw-young@^1.0.0")).ShouldSucceed();
        NpmClient.Installed(resolving, "pw-young").ShouldBe("1.0.0");

        // A lock file that was made past the wall names the young one.
        (await client.AddAsync(locked, "pw-young@1.1.0")).ShouldSucceed();
        NpmClient.Forget(locked);
        foreach (string file in Directory.EnumerateFiles(locked.Project))
        {
            File.WriteAllText(file, File.ReadAllText(file)
                .Replace(world.Registry.Address.AbsoluteUri, world.Address.AbsoluteUri, StringComparison.Ordinal)
                .Replace(world.Registry.Address.AbsoluteUri.TrimEnd('/') + '"', world.Address.AbsoluteUri.TrimEnd('/') + '"', StringComparison.Ordinal));
        }

        ClientRun refused = (await client.ReplayAsync(locked)).ShouldFail();
        output.WriteLine(refused.Output);
        NpmClient.Installed(locked, "pw-young").ShouldBeNull();
        refused.Output.ShouldContain(printsReason ? $"cooling until {date} UTC" : "403");
        world.Registry.Requests.Count(request => request.Headers["User-Agent"].StartsWith("PackageWall", StringComparison.Ordinal) && request.Target.EndsWith("1.1.0.tgz", StringComparison.Ordinal))
            .ShouldBeLessThanOrEqualTo(1, "it is inspected once, in the background");

        world.Wall.Time.Advance(TimeSpan.FromDays(7));

        (await client.ReplayAsync(locked)).ShouldSucceed();
        NpmClient.Installed(locked, "pw-young").ShouldBe("1.1.0");
        NpmClient.Forget(resolving);
        (await client.AddAsync(resolving, "pw-young@latest")).ShouldSucceed();
        NpmClient.Installed(resolving, "pw-young").ShouldBe("1.1.0");
    }
}
