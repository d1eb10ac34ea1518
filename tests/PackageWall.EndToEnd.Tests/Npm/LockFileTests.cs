using PackageWall.EndToEnd.Tests.Clients;
using Xunit.Abstractions;

namespace PackageWall.EndToEnd.Tests.Npm;

/// <summary>Lock files name artifacts and no client reads a document for them: the gate alone refuses.</summary>
public sealed class LockFileTests(LockFileTests.Packages packages, ITestOutputHelper output) : IClassFixture<LockFileTests.Packages>
{
    private readonly NpmWorld _world = packages.World;

    /// <summary>What each client shows: npm most; some the reason phrase, some a bare status; pnpm 12 misses it in the document and asks no further.</summary>
    public static TheoryData<string, string[]> Shown => new()
    {
        { "npm 11", ["E403", "is recalled", "newest allowed: 1.0.0", "/why/npm/"] },
        { "npm 10", ["E403", "is recalled", "newest allowed: 1.0.0", "/why/npm/"] },
        { "pnpm 10", ["PackageWall: pw-locked", "is recalled", "newest allowed 1.0.0"] },
        { "pnpm 12", ["version not present in registry manifest"] },
        { "yarn 1", ["403"] },
        { "yarn 4", ["PackageWall: pw-locked", "is recalled", "newest allowed 1.0.0"] },
        { "bun 1", ["403"] },
    };

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task A_version_that_is_blocked_after_it_was_locked_is_refused(string name, string[] shown)
    {
        NpmClient client = NpmClient.Of(name);
        string package = "pw-locked-" + name.Replace(' ', '-');
        _world.Publish(package, "1.0.0", NpmWorld.LongAgo);
        _world.Publish(package, "1.1.0", NpmWorld.LongAgo);
        using ClientHome home = client.Home(_world.Address);
        (await client.AddAsync(home, package)).ShouldSucceed();
        NpmClient.Installed(home, package).ShouldBe("1.1.0");
        string locked = home.Read(client.LockFile);
        locked.ShouldContain("1.1.0");
        NpmClient.Forget(home);
        (await client.ReplayAsync(home)).ShouldSucceed();
        NpmClient.Forget(home);

        await _world.ReviewAsync(package, "1.1.0", "block");
        ClientRun run = (await client.ReplayAsync(home)).ShouldFail();

        output.WriteLine(run.Output);
        shown.ShouldAllBe(part => run.Output.Contains(part), run.Output);
        NpmClient.Installed(home, package).ShouldBeNull();
        home.Read(client.LockFile).ShouldBe(locked);
    }

    /// <summary>The wall of these tests.</summary>
    public sealed class Packages : IAsyncLifetime
    {
        public NpmWorld World { get; private set; } = null!;

        public async Task InitializeAsync() => World = await NpmWorld.StartAsync();

        public async Task DisposeAsync() => await World.DisposeAsync();
    }
}
