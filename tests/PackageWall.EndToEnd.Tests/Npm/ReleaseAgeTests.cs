using System.Globalization;
using System.Text.Json.Nodes;
using PackageWall.EndToEnd.Tests.Clients;
using Xunit.Abstractions;

namespace PackageWall.EndToEnd.Tests.Npm;

/// <summary>
/// Conformance group 4: the clients' own rule that a release must have some age. It reads <c>time</c>, so it works through the wall
/// exactly as it does at the registry. The wall itself withholds nothing here.
/// </summary>
public sealed class ReleaseAgeTests(ITestOutputHelper output)
{
    private const int Days = 3;

    private static readonly Dictionary<string, DateTimeOffset> Published = new(StringComparer.Ordinal)
    {
        ["1.0.0"] = NpmWorld.LongAgo,
        ["1.1.0"] = DateTimeOffset.UtcNow.AddDays(-10),
        ["1.2.0"] = DateTimeOffset.UtcNow.AddHours(-1),
    };

    /// <summary>Clients and how their registry spells dates: as the complete one, or with an offset as some mirrors do.</summary>
    public static TheoryData<string, bool> Clients
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (string name in (string[])["npm 11", "npm 10", "pnpm 10", "pnpm 12", "yarn 4", "bun 1"])
            {
                data.Add(name, false);
                data.Add(name, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_minimum_release_age_chooses_through_the_wall_what_it_chooses_at_the_registry(string name, bool withOffset)
    {
        NpmClient client = NpmClient.Of(name);
        await using NpmWorld world = await StartAsync(withOffset);
        using ClientHome direct = client.Home(world.Registry.Address);
        using ClientHome walled = client.Home(world.Address);

        ClientRun atRegistry = await AddAgedAsync(client, direct, "pw-aged", "@pw/aged");
        ClientRun throughWall = await AddAgedAsync(client, walled, "pw-aged", "@pw/aged");

        output.WriteLine(throughWall.Output);
        atRegistry.ShouldSucceed();
        throughWall.ShouldSucceed();
        foreach (string package in (string[])["pw-aged", "@pw/aged"])
        {
            NpmClient.Installed(direct, package).ShouldBe("1.1.0");
            NpmClient.Installed(walled, package).ShouldBe("1.1.0");
        }
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Without_the_rule_the_same_wall_gives_out_the_newest(string name, bool withOffset)
    {
        NpmClient client = NpmClient.Of(name);
        await using NpmWorld world = await StartAsync(withOffset);
        using ClientHome walled = client.Home(world.Address);
        client.AllowYoung(walled);

        (await client.AddAsync(walled, "pw-aged")).ShouldSucceed();

        NpmClient.Installed(walled, "pw-aged").ShouldBe("1.2.0");
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_pin_that_is_too_young_fails_through_the_wall_if_it_fails_at_the_registry(string name, bool withOffset)
    {
        NpmClient client = NpmClient.Of(name);
        await using NpmWorld world = await StartAsync(withOffset);
        using ClientHome direct = client.Home(world.Registry.Address);
        using ClientHome walled = client.Home(world.Address);

        ClientRun atRegistry = await AddAgedAsync(client, direct, "pw-aged@1.2.0");
        ClientRun throughWall = await AddAgedAsync(client, walled, "pw-aged@1.2.0");

        output.WriteLine(throughWall.Output);
        throughWall.ExitCode.ShouldBe(atRegistry.ExitCode, throughWall.Output);
        NpmClient.Installed(walled, "pw-aged").ShouldBe(NpmClient.Installed(direct, "pw-aged"));
    }

    [Theory]
    [InlineData("application/vnd.npm.install-v1+json", false)]
    [InlineData("application/vnd.npm.install-v1+json", true)]
    [InlineData("application/json; q=1.0, */*", false)]
    [InlineData("application/json", true)]
    [InlineData(null, false)]
    public async Task Every_form_of_the_document_dates_every_version_that_it_lists_as_the_registry_does(string? accept, bool withOffset)
    {
        await using NpmWorld world = await StartAsync(withOffset);

        JsonNode document = await world.JsonAsync("pw-aged", accept);

        JsonObject time = document["time"]!.AsObject();
        foreach ((string version, JsonNode? _) in document["versions"]!.AsObject())
        {
            Date(time[version]).ShouldBe(Published[version], TimeSpan.FromMilliseconds(1));
        }

        document["versions"]!.AsObject().Count.ShouldBe(3);
        Date(time["modified"]).ShouldBeGreaterThan(NpmWorld.LongAgo);
    }

    private static DateTimeOffset Date(JsonNode? node) => DateTimeOffset.Parse((string)node!, CultureInfo.InvariantCulture);

    private static async Task<NpmWorld> StartAsync(bool withOffset)
    {
        NpmWorld world = await NpmWorld.StartAsync("cool-off: 0");
        if (withOffset)
        {
            world.Registry.WriteTime = time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);
        }

        foreach ((string version, DateTimeOffset at) in Published)
        {
            world.Publish("pw-aged", version, at);
            world.Publish("@pw/aged", version, at);
        }

        return world;
    }

    private static async Task<ClientRun> AddAgedAsync(NpmClient client, ClientHome home, params string[] packages)
    {
        switch (client.Name)
        {
            case "npm 11":
                return await client.AddAsync(home, [$"--min-release-age={Days}", .. packages]);
            case "npm 10":
                // Has no such setting yet; its --before is what the setting of npm 11 becomes.
                return await client.AddAsync(home, [$"--before={DateTimeOffset.UtcNow.AddDays(-Days):yyyy-MM-dd'T'HH:mm:ss'Z'}", .. packages]);
            case "pnpm 10" or "pnpm 12":
                home.Write("pnpm-workspace.yaml", $"minimumReleaseAge: {Days * 24 * 60}\n");
                return await client.AddAsync(home, packages);
            case "yarn 4":
                home.Write(".yarnrc.yml", home.Read(".yarnrc.yml") + $"npmMinimalAgeGate: {Days}d\n");
                return await client.AddAsync(home, packages);
            default:
                home.Write("bunfig.toml", $"[install]\nminimumReleaseAge = {Days * 24 * 60 * 60}\n");
                return await client.AddAsync(home, packages);
        }
    }
}
