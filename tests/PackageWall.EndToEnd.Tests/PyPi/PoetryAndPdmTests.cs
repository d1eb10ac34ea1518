using System.Text.RegularExpressions;
using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;
using Xunit.Abstractions;

namespace PackageWall.EndToEnd.Tests.PyPi;

/// <summary>Conformance group 7 with Poetry and PDM: what they choose, install and print behind the wall.</summary>
[Collection("pip")]
public sealed class PoetryAndPdmTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(100);
    private static readonly TimeSpan Young = TimeSpan.FromHours(1);

    public static TheoryData<string> Tools => PythonTool.Names;

    public static TheoryData<string, bool> ToolsAndForms => new() { { "poetry", true }, { "poetry", false }, { "pdm", true }, { "pdm", false } };

    public static TheoryData<string, string> ToolsAndSpellings => new()
    {
        { "poetry", "Acme_Tools" }, { "poetry", "acme.tools" }, { "pdm", "Acme_Tools" }, { "pdm", "ACME.tools" },
    };

    [Theory]
    [MemberData(nameof(ToolsAndForms))]
    public async Task A_withheld_version_is_passed_over_whether_the_upstream_speaks_json_or_html(string name, bool json)
    {
        // An index that knows HTML only states no dates: there the clock begins now, and the wall withholds nothing but what is judged.
        await using PyPiWorld world = await PyPiWorld.StartAsync(json ? "cool-off: 7d" : "cool-off: 0");
        world.Index.SpeaksJson = json;
        world.Wheel("acme-app", "3.0.0", Old, wheel => wheel.Metadata("Requires-Dist: acme-tools>=1.0"));
        world.Wheel("acme-tools", "1.0.0", Old);
        world.Wheel("acme-tools", "1.2.0", Old);
        PyPiUpload withheld = world.Wheel("acme-tools", "1.3.0", Young);
        if (!json)
        {
            (await world.GetAsync(PyPiWorld.FilePath(withheld))).Dispose();
            (await world.DecideAsync("acme-tools", "1.3.0", "block", "decided by a test")).EnsureSuccessStatusCode().Dispose();
        }

        int before = world.Sent.To(withheld.FileName).Count();
        using PythonTool tool = PythonTool.Of(name);
        tool.Project(world.Simple, ("acme-app", "*"));

        ClientRun run = (await tool.InstallAsync()).ShouldSucceed();

        output.WriteLine(run.Output);
        tool.Installed("acme-app").ShouldBe("3.0.0");
        tool.Installed("acme-tools").ShouldBe("1.2.0");
        world.Sent.To(withheld.FileName).Count().ShouldBe(before, "not even looked at");
        tool.Home.Read(tool.LockFile).ShouldNotContain($":{world.Index.Address.Port}");
        tool.Home.Read(tool.LockFile).ShouldNotContain($":{world.Files.Address.Port}");
    }

    [Theory]
    [MemberData(nameof(ToolsAndSpellings))]
    public async Task A_requirement_in_any_spelling_is_the_same_project_and_addresses_redirect_to_it(string name, string spelling)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        using PythonTool tool = PythonTool.Of(name);
        tool.Project(new Uri(world.Simple.AbsoluteUri.TrimEnd('/')), (spelling, "*"));

        ClientRun run = (await tool.InstallAsync()).ShouldSucceed();

        output.WriteLine(run.Output);
        tool.Installed("acme-tools").ShouldBe("1.0.0");
        world.Index.PageRequests("acme-tools").ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task A_version_yanked_upstream_is_passed_over(string name)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        world.Wheel("acme-tools", "1.1.0", Old).Yanked = "breaks on leap days";
        using PythonTool tool = PythonTool.Of(name);
        tool.Project(world.Simple, ("acme-tools", ">=1.0"));

        (await tool.InstallAsync()).ShouldSucceed();

        tool.Installed("acme-tools").ShouldBe("1.0.0");
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task A_pin_of_a_withheld_version_is_refused(string name)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        PyPiUpload young = world.Wheel("acme-tools", "1.2.0", Young);
        using PythonTool tool = PythonTool.Of(name);
        tool.Project(world.Simple, ("acme-tools", "==1.2.0"));

        ClientRun run = (await tool.InstallAsync()).ShouldFail();

        output.WriteLine(run.Output);
        run.Output.ShouldContain(name == "poetry" ? "403 Client Error: PackageWall: acme-tools 1.2.0 is cooling until" : "acme-tools");
        tool.Installed("acme-tools").ShouldBeNull();
        world.Sent.To(young.FileName).ShouldAllBe(answer => answer.Status == 403);
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task With_the_removal_policy_the_withheld_version_is_not_met(string name)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync("cool-off: 7d\nwithheld: remove");
        world.Wheel("acme-tools", "1.0.0", Old);
        PyPiUpload young = world.Wheel("acme-tools", "1.2.0", Young);
        using PythonTool tool = PythonTool.Of(name);
        tool.Project(world.Simple, ("acme-tools", ">=1.0"));
        (await tool.InstallAsync()).ShouldSucceed();
        tool.Installed("acme-tools").ShouldBe("1.0.0");

        using PythonTool pinned = PythonTool.Of(name);
        pinned.Project(world.Simple, ("acme-tools", "==1.2.0"));
        ClientRun run = (await pinned.InstallAsync()).ShouldFail();

        output.WriteLine(run.Output);
        pinned.Installed("acme-tools").ShouldBeNull();
        world.Sent.To(young.FileName).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task When_all_versions_are_withheld_nothing_is_installed(string name)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload[] young = [world.Wheel("acme-tools", "1.0.0", Young), world.Wheel("acme-tools", "1.1.0", Young)];
        using PythonTool tool = PythonTool.Of(name);
        tool.Project(world.Simple, ("acme-tools", ">=1.0"));

        ClientRun run = (await tool.InstallAsync()).ShouldFail();

        output.WriteLine(run.Output);
        tool.Installed("acme-tools").ShouldBeNull();
        young.SelectMany(upload => world.Sent.To(upload.FileName)).ShouldAllBe(answer => answer.Status == 403);
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task A_lock_file_with_hashes_installs_and_is_refused_with_its_reason_once_its_version_is_blocked(string name)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        world.Wheel("acme-tools", "1.0.0", Old);
        PyPiUpload locked = world.Wheel("acme-tools", "1.1.0", Old);
        using PythonTool tool = PythonTool.Of(name);
        tool.Project(world.Simple, ("acme-tools", ">=1.0"));
        (await tool.InstallAsync()).ShouldSucceed();
        tool.Home.Read(tool.LockFile).ShouldContain($"sha256:{locked.Sha256}");
        tool.Forget();
        (await tool.ReplayAsync()).ShouldSucceed();
        tool.Installed("acme-tools").ShouldBe("1.1.0");
        tool.Forget();

        (await world.DecideAsync("acme-tools", "1.1.0", "block", "decided by a test")).EnsureSuccessStatusCode().Dispose();
        ClientRun run = (await tool.ReplayAsync()).ShouldFail();

        output.WriteLine(run.Output);
        tool.Installed("acme-tools").ShouldBeNull();
        world.Sent.To(locked.FileName).Last().Status.ShouldBe(403);

        // PDM breaks its lines at 80 characters.
        Regex.Replace(run.Output, @"\s+", " ").ShouldContain("403 Client Error: PackageWall: acme-tools 1.1.0 is recalled");
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task Metadata_is_there_for_every_file_that_the_page_says_it_of(string name)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        PyPiUpload wheel = world.Wheel("acme-tools", "1.0.0", Old, builder => builder.Metadata("Requires-Dist: acme-base"));
        world.Wheel("acme-base", "2.0.0", Old);
        await world.InspectedAsync(wheel);
        using PythonTool tool = PythonTool.Of(name);
        tool.Project(world.Simple, ("acme-tools", "*"));

        (await tool.InstallAsync()).ShouldSucceed();

        tool.Installed("acme-base").ShouldBe("2.0.0");
        foreach (string project in new[] { "acme-tools", "acme-base" })
        {
            foreach (var file in (await world.PageAsync(project))["files"]!.AsArray())
            {
                file!["core-metadata"].ShouldNotBeNull("both are inspected by now");
                using HttpResponseMessage metadata = await world.GetAsync($"/pypi/files/{project}/{file["filename"]}.metadata");
                Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await metadata.Content.ReadAsByteArrayAsync()))
                    .ShouldBe((string)file["core-metadata"]!["sha256"]!);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task A_project_with_source_distributions_only_is_built_and_the_withheld_one_is_not_even_fetched(string name)
    {
        await using PyPiWorld world = await PyPiWorld.StartAsync();
        SdistBuilder sdist = Sdists.WithOwnBackend("acme-source", "1.0.0");
        world.Index.Upload("acme-source", sdist.FileName, sdist.Build(), world.Now - Old);
        SdistBuilder next = Sdists.WithOwnBackend("acme-source", "1.1.0");
        PyPiUpload young = world.Index.Upload("acme-source", next.FileName, next.Build(), world.Now - Young);
        using PythonTool tool = PythonTool.Of(name);
        tool.Project(world.Simple, ("acme-source", "*"));

        ClientRun run = (await tool.InstallAsync()).ShouldSucceed();

        output.WriteLine(run.Output);
        tool.Installed("acme-source").ShouldBe("1.0.0");
        world.Sent.To(young.FileName).ShouldBeEmpty();
    }
}
