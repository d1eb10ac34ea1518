using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.Testing.Packages;
using Xunit.Abstractions;

namespace PackageWall.EndToEnd.Tests.Npm;

/// <summary>What each client installs and says when none, some or all versions are withheld.</summary>
public sealed class ResolutionTests(ResolutionTests.Packages packages, ITestOutputHelper output) : IClassFixture<ResolutionTests.Packages>
{
    public static TheoryData<string> Clients => [.. NpmClient.All.Select(client => client.Name)];

    /// <summary>How a client says no to a pin that the document does not list; npm alone prints the wall's own words.</summary>
    public static TheoryData<string, string> Refusals => new()
    {
        { "npm 11", "due to policy violations" },
        { "npm 10", "due to policy violations" },
        { "pnpm 10", "ERR_PNPM_NO_MATCHING_VERSION" },
        { "pnpm 12", "ERR_PNPM_NO_MATCHING_VERSION" },
        { "yarn 1", "Couldn't find any versions" },
        { "yarn 4", "No candidates found" },
        { "bun 1", "No version matching" },
    };

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Ranges_tags_scopes_and_aliases_take_the_newest_that_is_given_out(string name)
    {
        NpmClient client = NpmClient.Of(name);
        using ClientHome home = client.Home(packages.World.Address);
        home.Write("package.json", """
            {
              "name": "project", "version": "1.0.0", "private": true,
              "dependencies": {
                "pw-free": "^1.0.0", "pw-plain": "^1.0.0", "@pw/scoped": "latest", "pw-tagged": "next",
                "pw-alias": "npm:pw-aliased@~1.0.0", "pw-exact": "1.1.0", "pw-parent": "1.0.0"
              }
            }
            """);

        ClientRun run = await client.InstallAsync(home);

        output.WriteLine(run.Output);
        run.ShouldSucceed();
        NpmClient.Installed(home, "pw-free").ShouldBe("1.2.0");
        NpmClient.Installed(home, "pw-plain").ShouldBe("1.1.0");
        NpmClient.Installed(home, "@pw/scoped").ShouldBe("1.1.0");
        NpmClient.Installed(home, "pw-tagged").ShouldBe("2.0.0-beta.1");
        NpmClient.Installed(home, "pw-alias").ShouldBe("1.0.0");
        NpmClient.Installed(home, "pw-exact").ShouldBe("1.1.0");
        home.Read(client.LockFile).ShouldNotContain(packages.World.Registry.Address.Authority);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_package_added_by_its_name_comes_in_the_newest_version_that_is_given_out(string name)
    {
        NpmClient client = NpmClient.Of(name);
        using ClientHome home = client.Home(packages.World.Address);

        (await client.AddAsync(home, "pw-plain")).ShouldSucceed();

        NpmClient.Installed(home, "pw-plain").ShouldBe("1.1.0");
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_pinned_version_that_is_withheld_is_refused(string name, string says)
    {
        NpmClient client = NpmClient.Of(name);
        using ClientHome home = client.Home(packages.World.Address);

        ClientRun run = (await client.AddAsync(home, "pw-plain@1.2.0")).ShouldFail();

        output.WriteLine(run.Output);
        run.Output.ShouldContain(says);
        NpmClient.Installed(home, "pw-plain").ShouldBeNull();
    }

    [Theory]
    [InlineData("npm 11", "due to policy violations")]
    [InlineData("npm 10", "due to policy violations")]
    [InlineData("pnpm 10", "ERR_PNPM_NO_VERSIONS")]
    [InlineData("pnpm 12", "ERR_PNPM_NO_VERSIONS")]
    [InlineData("yarn 1", "No valid versions found")]
    [InlineData("yarn 4", "No candidates found")]
    [InlineData("bun 1", "No version matching")]
    public async Task A_package_of_which_all_versions_are_withheld_is_refused(string name, string says)
    {
        NpmClient client = NpmClient.Of(name);
        using ClientHome home = client.Home(packages.World.Address);

        ClientRun run = (await client.AddAsync(home, "pw-fresh@^1.0.0")).ShouldFail();

        output.WriteLine(run.Output);
        run.Output.ShouldContain(says);
        NpmClient.Installed(home, "pw-fresh").ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task An_optional_dependency_falls_back_while_an_older_version_is_given_out(string name)
    {
        NpmClient client = NpmClient.Of(name);
        using ClientHome home = client.Home(packages.World.Address);
        home.Write("package.json", """{ "name": "project", "version": "1.0.0", "private": true, "optionalDependencies": { "pw-plain": "^1.0.0" } }""");

        (await client.InstallAsync(home)).ShouldSucceed();

        NpmClient.Installed(home, "pw-plain").ShouldBe("1.1.0");
    }

    [Theory]
    [InlineData("npm 11", true)]
    [InlineData("npm 10", true)]
    [InlineData("pnpm 10", true)]
    [InlineData("pnpm 12", true)]
    [InlineData("yarn 1", false)]
    [InlineData("yarn 4", false)]
    [InlineData("bun 1", true)]
    public async Task An_optional_dependency_of_which_nothing_is_given_out_is_never_installed(string name, bool goesOn)
    {
        NpmClient client = NpmClient.Of(name);
        using ClientHome home = client.Home(packages.World.Address);
        home.Write("package.json", """
            { "name": "project", "version": "1.0.0", "private": true,
              "dependencies": { "pw-free": "1.2.0" }, "optionalDependencies": { "pw-fresh": "^1.0.0" } }
            """);

        ClientRun run = await client.InstallAsync(home);

        output.WriteLine(run.Output);
        (run.ExitCode == 0).ShouldBe(goesOn, run.Output);
        NpmClient.Installed(home, "pw-fresh").ShouldBeNull();
    }

    [Theory]
    [InlineData("npm 11")]
    [InlineData("npm 10")]
    public async Task Npm_prints_the_state_the_date_the_way_on_and_the_link(string name)
    {
        NpmClient client = NpmClient.Of(name);
        using ClientHome home = client.Home(packages.World.Address);

        ClientRun run = (await client.AddAsync(home, "pw-plain@1.2.0")).ShouldFail();

        run.Output.ShouldContain("E403");
        run.Output.ShouldContain("PackageWall: 1.2.0 is cooling until ");
        run.Output.ShouldContain("newest allowed: 1.1.0");
        run.Output.ShouldContain($"{packages.World.Wall.Address}why/npm/pw-plain/1.2.0");
    }

    [Theory]
    [InlineData("npm 11")]
    [InlineData("npm 10")]
    public async Task Npm_prints_why_it_takes_an_older_version(string name)
    {
        NpmClient client = NpmClient.Of(name);
        using ClientHome home = client.Home(packages.World.Address);

        ClientRun run = (await client.AddAsync(home, "pw-plain")).ShouldSucceed();

        run.Output.ShouldContain("npm notice PackageWall: pw-plain 1.2.0 is cooling until ");
        run.Output.ShouldContain("newest allowed: 1.1.0");
    }

    /// <summary>The packages of these tests behind one wall.</summary>
    public sealed class Packages : IAsyncLifetime
    {
        public NpmWorld World { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            World = await NpmWorld.StartAsync();
            DateTimeOffset young = DateTimeOffset.UtcNow.AddHours(-1);
            foreach (string package in (string[])["pw-plain", "@pw/scoped", "pw-exact", "pw-aliased"])
            {
                World.Publish(package, "1.0.0", NpmWorld.LongAgo);
                World.Publish(package, "1.1.0", NpmWorld.LongAgo.AddDays(1));
                World.Publish(package, "1.2.0", young);
            }

            World.Publish("pw-free", "1.2.0", NpmWorld.LongAgo);
            World.Publish("pw-fresh", "1.0.0", young);
            World.Publish("pw-fresh", "1.1.0", young);
            World.Publish("pw-tagged", "1.0.0", NpmWorld.LongAgo);
            World.Publish("pw-tagged", "2.0.0-beta.1", NpmWorld.LongAgo, "next");
            World.Publish("pw-tagged", "2.0.0-beta.2", young, "next");
            World.Registry.Publish(new NpmPackageBuilder("pw-parent", "1.0.0").Dependency("@pw/scoped", "^1.0.0"), NpmWorld.LongAgo);
        }

        public async Task DisposeAsync() => await World.DisposeAsync();
    }
}
