using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.Testing.Packages;
using static PackageWall.EndToEnd.Tests.NuGet.NuGetWorld;

namespace PackageWall.EndToEnd.Tests.NuGet;

/// <summary>Conformance group 9: the commands that read registrations and search, where restore reads lists.</summary>
[Collection(NuGetCollection.Name)]
public sealed class CommandTests
{
    [Fact]
    public async Task Add_search_and_outdated_know_nothing_newer_than_what_is_given_out()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0", "1.1.0");
        world.Publish("PwDemo", JustNow, "1.2.0");
        using var dotnet = new Dotnet(world.Index);
        dotnet.Project();

        ClientRun add = (await dotnet.RunAsync("package", "add", "PwDemo")).ShouldSucceed();
        dotnet.Read("demo.csproj").ShouldContain("<PackageReference Include=\"PwDemo\" Version=\"1.1.0\" />");
        add.Output.ShouldContain("PackageWall: pwdemo 1.2.0 is cooling until");

        dotnet.Project(("PwDemo", "[1.0.0]"));
        (await dotnet.RestoreAsync()).ShouldSucceed();
        ClientRun outdated = (await dotnet.RunAsync("list", "package", "--outdated", "--no-restore")).ShouldSucceed();
        outdated.Output.ShouldMatch(@"PwDemo\s+\[1\.0\.0\S*\]\s+1\.0\.0\s+1\.1\.0");

        ClientRun search = (await dotnet.RunAsync("package", "search", "PwDemo", "--exact-match", "--format", "json")).ShouldSucceed();
        search.Output.ShouldContain("1.1.0");
        search.Output.ShouldNotContain("1.2.0\"");
    }

    [Fact]
    public async Task A_tool_installs_in_the_newest_version_given_out_and_a_young_one_is_refused()
    {
        await using NuGetWorld world = await StartAsync();
        world.Source.Publish(Tool("1.0.0"), LongAgo);
        world.Source.Publish(Tool("1.1.0"), JustNow);
        using var dotnet = new Dotnet(world.Index);

        (await dotnet.RunAsync("tool", "install", "Pw.Tool", "--tool-path", "tools", "--no-http-cache")).ShouldSucceed().Output.ShouldContain("1.0.0");

        ClientRun refused = (await dotnet.RunAsync("tool", "install", "Pw.Tool", "--version", "1.1.0", "--tool-path", "more", "--no-http-cache")).ShouldFail();
        refused.Output.ShouldContain("1.1.0");
        dotnet.Exists("more/.store/pw.tool/1.1.0").ShouldBeFalse();
    }

    [Fact]
    public async Task A_blocked_version_that_is_installed_already_raises_NU1904_beside_the_upstreams_advisories()
    {
        await using NuGetWorld world = await StartAsync();
        world.Publish("PwDemo", LongAgo, "1.0.0");
        world.Publish("Pw.Weak", LongAgo, "1.0.0");
        world.Source.Advisories.Add(("pw.weak", "https://advisories.example/1", 2, "[1.0.0, 1.0.1)"));
        using var dotnet = new Dotnet(world.Index);
        dotnet.Project(("PwDemo", "1.0.0"), ("Pw.Weak", "1.0.0"));
        ClientRun before = (await dotnet.RestoreAsync()).ShouldSucceed();
        before.Output.ShouldContain("NU1903");
        before.Output.ShouldContain("https://advisories.example/1");
        before.Output.ShouldNotContain("NU1904");

        await world.ReviewAsync("PwDemo", "1.0.0", "recall");

        // Clients keep the index of advisories for 30 minutes, --no-http-cache or not.
        Directory.Delete(dotnet.HttpCache, recursive: true);
        ClientRun after = (await dotnet.RestoreAsync("--force")).ShouldSucceed();
        after.Output.ShouldContain("NU1904");
        after.Output.ShouldContain("why/nuget/pwdemo/1.0.0");
    }

    private static NupkgBuilder Tool(string version) => new NupkgBuilder("Pw.Tool", version)
        .PackageType("DotnetTool")
        .File("tools/net10.0/any/DotnetToolSettings.xml", """
            <?xml version="1.0" encoding="utf-8"?>
            <DotNetCliTool Version="1">
              <Commands><Command Name="pw-tool" EntryPoint="pw-tool.dll" Runner="dotnet" /></Commands>
            </DotNetCliTool>
            """)
        .File("tools/net10.0/any/pw-tool.dll", File.ReadAllBytes(typeof(NupkgBuilder).Assembly.Location))
        .File("tools/net10.0/any/pw-tool.runtimeconfig.json", """{ "runtimeOptions": { "tfm": "net10.0", "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" } } }""");
}
