using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.Testing.Registries;
using Xunit.Abstractions;

namespace PackageWall.EndToEnd.Tests.Npm;

/// <summary>
/// Conformance group 18: what a client has in its cache no wall can take back, and a replayed lock file does not even ask for it. What
/// asks is the audit, and its answer names what was blocked or recalled here.
/// </summary>
public sealed class AuditTests(ITestOutputHelper output)
{
    /// <summary>Clients whose audit asks the endpoint that registries still have, and how it is run.</summary>
    public static TheoryData<string, string> Audits => new()
    {
        { "npm 11", "audit" },
        { "npm 10", "audit" },
        { "pnpm 12", "audit" },

        // Without the switch it looks the installed version up in the document, where it no longer is, and stumbles over that.
        { "yarn 4", "npm audit --all --recursive --no-deprecations" },
        { "bun 1", "audit" },
    };

    [Theory]
    [MemberData(nameof(Audits))]
    public async Task An_audit_names_an_installed_version_that_was_recalled(string name, string command)
    {
        NpmClient client = NpmClient.Of(name);
        await using NpmWorld world = await NpmWorld.StartAsync();
        world.Publish("pw-kept", "1.0.0", NpmWorld.LongAgo);
        world.Publish("pw-kept", "1.1.0", NpmWorld.LongAgo);
        world.Publish("@pw/fine", "1.0.0", NpmWorld.LongAgo);
        using ClientHome home = client.Home(world.Address);
        (await client.AddAsync(home, "pw-kept", "@pw/fine")).ShouldSucceed();
        ClientRun before = (await client.RunAsync(home, command.Split(' '))).ShouldSucceed();
        before.Output.ShouldNotContain("PackageWall");

        await world.ReviewAsync("pw-kept", "1.1.0", "recall", "its publisher was taken over");
        ClientRun after = (await client.RunAsync(home, command.Split(' '))).ShouldFail();

        output.WriteLine(after.Output);
        after.Output.ShouldContain("pw-kept");
        after.Output.ShouldContain("critical");
        after.Output.ShouldContain("its publisher was taken over");
        after.Output.ShouldContain($"{world.Wall.Address}why/npm/pw-kept/1.1.0");
        after.Output.ShouldNotContain("@pw/fine");
    }

    [Theory]
    [InlineData("npm 11")]
    [InlineData("npm 10")]
    public async Task A_warm_cache_still_installs_what_was_recalled_and_npm_ci_says_so(string name)
    {
        NpmClient client = NpmClient.Of(name);
        await using NpmWorld world = await NpmWorld.StartAsync();
        world.Publish("pw-kept", "1.1.0", NpmWorld.LongAgo);
        using ClientHome home = client.Home(world.Address);
        (await client.AddAsync(home, "pw-kept")).ShouldSucceed();
        await world.ReviewAsync("pw-kept", "1.1.0", "recall");
        Directory.Delete(Path.Combine(home.Project, "node_modules"), recursive: true);
        int asked = world.Registry.Requests.Count;

        ClientRun warm = (await client.ReplayAsync(home)).ShouldSucceed();

        // The limit, held here so that nobody believes otherwise: nothing was asked, so nothing could be refused.
        output.WriteLine(warm.Output);
        NpmClient.Installed(home, "pw-kept").ShouldBe("1.1.0");
        world.Registry.Requests.Count(request => request.Target.EndsWith(".tgz", StringComparison.Ordinal)).ShouldBe(1);
        world.Registry.Requests.Count.ShouldBeLessThanOrEqualTo(asked + 1, "the audit alone");
        warm.Output.ShouldContain("1 critical severity vulnerability");

        // With a cache of its own, as the documents tell sandboxes to have, the gate is asked and refuses.
        NpmClient.Forget(home);
        (await client.ReplayAsync(home)).ShouldFail().Output.ShouldContain("is recalled");
    }

    [Theory]
    [InlineData("npm 11", "PackageWall: the upstream's advisories cannot be asked for now")]

    // Comes back with the retired kind of question, and prints what that is answered.
    [InlineData("npm 10", "a client that asked there comes here when it could not be answered")]
    public async Task An_upstream_that_cannot_be_asked_does_not_pass_for_one_that_knows_nothing(string name, string says)
    {
        NpmClient client = NpmClient.Of(name);
        await using NpmWorld world = await NpmWorld.StartAsync();
        world.Publish("pw-kept", "1.1.0", NpmWorld.LongAgo);
        using ClientHome home = client.Home(world.Address);
        (await client.AddAsync(home, "pw-kept")).ShouldSucceed();
        world.Registry.Fault = BrokenAnswers.Status("advisories/bulk", 500);

        ClientRun run = (await client.RunAsync(home, "audit")).ShouldFail();

        output.WriteLine(run.Output);
        run.Output.ShouldContain(says);

        // Installing does not depend on it.
        (await client.InstallAsync(home)).ShouldSucceed();

        // What is decided here is known all the same.
        await world.ReviewAsync("pw-kept", "1.1.0", "block");
        ClientRun blocked = (await client.RunAsync(home, "audit")).ShouldFail();
        blocked.Output.ShouldContain("why/npm/pw-kept/1.1.0");
        blocked.Output.ShouldContain("PackageWall: the upstream's advisories cannot be asked for now");
    }
}
