using System.Net;
using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;

namespace PackageWall.EndToEnd.Tests.PyPi;

/// <summary>What pip chooses, installs and prints when a wall stands before its index (conformance groups 2 and 7).</summary>
[Collection("pip")]
public sealed class PipResolvingTests : IDisposable
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(100);
    private static readonly TimeSpan Young = TimeSpan.FromHours(1);
    private readonly ClientHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pip_installs_real_wheels_of_an_index_in_json_or_html(bool json)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync(json ? "cool-off: 7d" : "cool-off: 0");
        world.Index.SpeaksJson = json;
        Pip.RealWheels.ShouldNotBeEmpty();
        foreach (string path in Pip.RealWheels)
        {
            string name = Path.GetFileName(path);
            world.Index.Upload(name.Split('-')[0], name, await File.ReadAllBytesAsync(path), world.Now - Old);
        }

        ClientRun run = (await _home.PipInstallAsync(world.Simple, "setuptools", "pip")).ShouldSucceed();
        run.Output.ShouldContain("Successfully installed");
        _home.Exists("site/setuptools/__init__.py").ShouldBeTrue();
        _home.Exists("site/pip/__init__.py").ShouldBeTrue();
        foreach (SentAnswer file in world.Sent.To(".whl"))
        {
            File.ReadAllBytes(Pip.RealWheels.Single(path => file.Path.EndsWith(Path.GetFileName(path), StringComparison.Ordinal))).ShouldBe(file.Body);
        }
    }

    [Theory]
    [InlineData("Acme_Tools")]
    [InlineData("acme.tools")]
    [InlineData("ACME-tools")]
    public async Task A_requirement_in_any_spelling_is_the_same_project(string spelling)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        (await _home.PipInstallAsync(new Uri(world.Simple.AbsoluteUri.TrimEnd('/')), spelling)).ShouldSucceed();
        _home.HasInstalled("acme-tools", "1.0.0").ShouldBeTrue();
        world.Index.PageRequests("acme-tools").ShouldBe(1);
    }

    [Fact]
    public async Task A_version_yanked_upstream_is_passed_over_and_comes_with_its_reason_when_pinned()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        world.Wheel("acme-tools", "1.1.0", Old).Yanked = "breaks on leap days";
        (await _home.PipInstallAsync(world.Simple, "acme-tools")).ShouldSucceed();
        _home.HasInstalled("acme-tools", "1.0.0").ShouldBeTrue();
        ClientRun pinned = (await _home.PipInstallAsync(world.Simple, "--upgrade", "acme-tools==1.1.0")).ShouldSucceed();
        pinned.Output.ShouldContain("Reason for being yanked: breaks on leap days");
        _home.HasInstalled("acme-tools", "1.1.0").ShouldBeTrue();
    }

    [Fact]
    public async Task A_withheld_version_is_passed_over_also_as_a_dependency_of_a_dependency()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-app", "3.0.0", Old, wheel => wheel.Metadata("Requires-Dist: acme-tools>=1.0"));
        world.Wheel("acme-tools", "1.0.0", Old);
        world.Wheel("acme-tools", "1.2.0", Old);
        PyPiUpload young = world.Wheel("acme-tools", "1.3.0", Young);
        (await _home.PipInstallAsync(world.Simple, "acme-app")).ShouldSucceed();
        _home.HasInstalled("acme-tools", "1.2.0").ShouldBeTrue();
        world.Sent.To(young.FileName).ShouldBeEmpty();
    }

    [Fact]
    public async Task With_the_removal_policy_resolvers_never_meet_the_withheld_version_and_pins_find_none()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync("cool-off: 7d\nwithheld: remove");
        world.Wheel("acme-tools", "1.0.0", Old);
        PyPiUpload young = world.Wheel("acme-tools", "1.2.0", Young);
        (await _home.PipInstallAsync(world.Simple, "acme-tools")).ShouldSucceed();
        _home.HasInstalled("acme-tools", "1.0.0").ShouldBeTrue();
        ClientRun pinned = (await _home.PipInstallAsync(world.Simple, "acme-tools==1.2.0")).ShouldFail();
        pinned.Output.ShouldContain("Could not find a version that satisfies the requirement acme-tools==1.2.0 (from versions: 1.0.0)");
        (await world.GetAsync(PyPiWorld.FilePath(young))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task When_all_versions_are_withheld_nothing_is_installed_and_the_page_still_names_them()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload first = world.Wheel("acme-tools", "1.0.0", Young);
        PyPiUpload second = world.Wheel("acme-tools", "1.1.0", Young);
        ClientRun run = (await _home.PipInstallAsync(world.Simple, "acme-tools")).ShouldFail();
        run.Output.ShouldContain("from versions: 1.0.0, 1.1.0");
        ClientRun pinned = (await _home.PipInstallAsync(world.Simple, "acme-tools==1.1.0")).ShouldFail();
        pinned.Output.ShouldContain("no version is allowed yet");
        world.Sent.To(first.FileName).ShouldBeEmpty();
        world.Sent.To(second.FileName).ShouldAllBe(answer => answer.Status == 403);
    }

    [Fact]
    public async Task Require_hashes_takes_the_index_own_hashes_through_the_wall()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old);
        _home.Write("requirements.txt", $"acme-tools==1.0.0 --hash=sha256:{wheel.Sha256}\n");
        (await _home.PipInstallAsync(world.Simple, "--require-hashes", "-r", "requirements.txt")).ShouldSucceed();
        _home.HasInstalled("acme-tools", "1.0.0").ShouldBeTrue();
    }

    [Fact]
    public async Task A_lock_of_a_withheld_version_is_refused_with_its_reason()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        PyPiUpload young = world.Wheel("acme-tools", "1.2.0", Young);
        string url = new Uri(world.Wall.Address, PyPiWorld.FilePath(young)).AbsoluteUri;

        // As requirements with hashes, and as lock files that name the file's address have it: without any page.
        _home.Write("hashes.txt", $"acme-tools==1.2.0 --hash=sha256:{young.Sha256}\n");
        _home.Write("address.txt", $"acme-tools @ {url}#sha256={young.Sha256}\n");
        foreach (string file in new[] { "hashes.txt", "address.txt" })
        {
            ClientRun run = (await _home.PipInstallAsync(world.Simple, "-r", file)).ShouldFail();
            run.Output.ShouldContain("403 Client Error: PackageWall: acme-tools 1.2.0 is cooling until");
        }

        world.Sent.To(young.FileName).ShouldAllBe(answer => answer.Status == 403);
    }

    [Fact]
    public async Task A_project_with_source_distributions_only_is_built_and_installed()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        SdistBuilder sdist = Sdists.WithOwnBackend("acme-source", "1.0.0");
        world.Index.Upload("acme-source", sdist.FileName, sdist.Build(), world.Now - Old);
        PyPiUpload young = world.Index.Upload("acme-source", Sdists.WithOwnBackend("acme-source", "1.1.0").FileName, Sdists.WithOwnBackend("acme-source", "1.1.0").Build(), world.Now - Young);
        (await _home.PipInstallAsync(world.Simple, "acme-source")).ShouldSucceed();
        _home.HasInstalled("acme-source", "1.0.0").ShouldBeTrue();

        // Resolving runs a source distribution's build backend, so the withheld one must not even be fetched to look at.
        world.Sent.To(young.FileName).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pip_reads_metadata_beside_the_wheel_when_the_wall_has_it()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old, builder => builder.Metadata("Requires-Dist: acme-base"));
        world.Wheel("acme-base", "2.0.0", Old);
        await world.InspectedAsync(wheel);
        (await _home.PipInstallAsync(world.Simple, "acme-tools")).ShouldSucceed();
        world.Sent.To(wheel.FileName + ".metadata").ShouldHaveSingleItem().Status.ShouldBe(200);
        _home.HasInstalled("acme-base", "2.0.0").ShouldBeTrue();
    }

    [Fact]
    public async Task Pips_lazy_wheels_work_with_the_walls_ranges()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        byte[] filling = new byte[300_000];
        new Random(1).NextBytes(filling);
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old, builder => builder.File("acme_data.bin", filling));
        ClientRun run = (await _home.PipInstallAsync(world.Simple, "--use-feature=fast-deps", "acme-tools")).ShouldSucceed();
        _home.HasInstalled("acme-tools", "1.0.0").ShouldBeTrue(run.Output);
        world.Sent.To(wheel.FileName).ShouldContain(answer => answer.Method == "HEAD" && answer.Status == 200 && answer.Body.Length == 0);
        world.Sent.To(wheel.FileName).ShouldContain(answer => answer.Status == 206);
    }

    [Fact]
    public async Task No_answer_names_another_host()
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old, withMetadata: true);
        PyPiUpload young = world.Wheel("acme-tools", "1.2.0", Young, withMetadata: true);
        await _home.PipInstallAsync(world.Simple, "acme-tools");
        await _home.PipInstallAsync(world.Simple, "acme-tools==1.2.0");
        using HttpResponseMessage html = await world.GetAsync("/pypi/simple/acme-tools/");
        await world.RecordAsync("acme-tools", young.FileName.Split('-')[1]);
        foreach (SentAnswer answer in world.Sent.All)
        {
            string text = System.Text.Encoding.Latin1.GetString(answer.Body);
            text.ShouldNotContain($":{world.Index.Address.Port}");
            text.ShouldNotContain($":{world.Files.Address.Port}");
        }
    }
}
