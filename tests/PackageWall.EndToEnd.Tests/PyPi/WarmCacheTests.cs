using System.Net;
using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.Testing.Registries;

namespace PackageWall.EndToEnd.Tests.PyPi;

/// <summary>
/// Conformance group 18 for pip: it may keep what it downloaded, but not use it without asking, so a block takes effect at once. pip
/// keeps files only of https, which the walls of tests do not speak, so its question is put here as it puts it.
/// </summary>
[Collection("pip")]
public sealed class WarmCacheTests
{
    [Fact]
    public async Task A_file_is_kept_only_to_be_asked_for_again_and_the_question_is_refused_once_it_was_recalled()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.1.0", TimeSpan.FromDays(100));
        using HttpResponseMessage first = await world.GetAsync(PyPiWorld.FilePath(wheel), "Accept-Encoding: identity");
        first.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");
        string tag = first.Headers.ETag!.ToString();

        using HttpResponseMessage released = await world.GetAsync(PyPiWorld.FilePath(wheel), "Accept-Encoding: identity", $"If-None-Match: {tag}");
        released.StatusCode.ShouldBe(HttpStatusCode.NotModified);

        (await world.DecideAsync("acme-tools", "1.1.0", "recall", "its publisher was taken over")).EnsureSuccessStatusCode().Dispose();
        using HttpResponseMessage recalled = await world.GetAsync(PyPiWorld.FilePath(wheel), "Accept-Encoding: identity", $"If-None-Match: {tag}");
        recalled.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Pip_in_a_home_that_installed_a_version_before_is_refused_it_once_it_was_recalled()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.1.0", TimeSpan.FromDays(100));
        using var home = new ClientHome();
        (await home.PipInstallAsync(world.Simple, "acme-tools==1.1.0")).ShouldSucceed();
        (await world.DecideAsync("acme-tools", "1.1.0", "recall", "its publisher was taken over")).EnsureSuccessStatusCode().Dispose();
        Directory.Delete(Path.Combine(home.Project, "site"), recursive: true);

        ClientRun run = (await home.PipInstallAsync(world.Simple, "acme-tools==1.1.0")).ShouldFail();

        run.Output.ShouldContain("403 Client Error: PackageWall: acme-tools 1.1.0 is recalled");
        home.HasInstalled("acme-tools", "1.1.0").ShouldBeFalse();
    }
}
