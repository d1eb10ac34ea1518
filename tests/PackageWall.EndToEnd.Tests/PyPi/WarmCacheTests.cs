using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.Testing.Registries;

namespace PackageWall.EndToEnd.Tests.PyPi;

/// <summary>Conformance group 18 for pip: it keeps what it downloaded, but may not use it without asking, so a block takes effect at once.</summary>
[Collection("pip")]
public sealed class WarmCacheTests
{
    [Fact]
    public async Task Pip_with_a_warm_cache_asks_again_and_is_refused_what_was_recalled()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.1.0", TimeSpan.FromDays(100));
        using var home = new ClientHome();
        (await home.PipInstallAsync(world.Simple, "acme-tools==1.1.0")).ShouldSucceed();

        // While it is released, the warm cache saves the bytes and not the question.
        (await home.PipInstallAsync(world.Simple, "--upgrade", "--force-reinstall", "acme-tools==1.1.0")).ShouldSucceed();
        world.Sent.To(wheel.FileName).Select(answer => answer.Status).ShouldBe([200, 304]);

        (await world.DecideAsync("acme-tools", "1.1.0", "recall", "its publisher was taken over")).EnsureSuccessStatusCode().Dispose();
        Directory.Delete(Path.Combine(home.Project, "site"), recursive: true);
        ClientRun run = (await home.PipInstallAsync(world.Simple, "acme-tools==1.1.0")).ShouldFail();

        run.Output.ShouldContain("403 Client Error: PackageWall: acme-tools 1.1.0 is recalled");
        home.HasInstalled("acme-tools", "1.1.0").ShouldBeFalse();
    }
}
