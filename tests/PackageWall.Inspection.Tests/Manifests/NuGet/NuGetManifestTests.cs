using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Manifests;
using PackageWall.Packages;
using PackageWall.Testing.Packages;

namespace PackageWall.Inspection.Tests.Manifests.NuGet;

public sealed class NuGetManifestTests
{
    private static NupkgBuilder Package() => new("Pad.Left", "1.0.0");

    private static Manifest Read(NupkgBuilder package) => Trees.Read(Ecosystem.NuGet, package.FileName, package.Build());

    [Fact]
    public void The_nuspec_is_read()
    {
        Manifest manifest = Read(Package().Dependency("Dep", "[1.0,2.0)").Metadata("<projectUrl>https://pad.example/x</projectUrl>").Metadata("<repository type=\"git\" url=\"https://code.example/p\" />"));
        (manifest.Name, manifest.Version).ShouldBe(("Pad.Left", "1.0.0"));
        manifest.Dependencies.ShouldBe([new Dependency("Dep", "[1.0,2.0)", "runtime", true)]);
        manifest.DeclaredHosts.ShouldBe(["pad.example", "code.example"]);
        manifest.Anomalies.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("build/Pad.Left.targets", "Build nuget.targets")]
    [InlineData("build/net8.0/pad.left.PROPS", "Build nuget.props")]
    [InlineData("buildTransitive/Pad.Left.props", "Build nuget.props")]
    [InlineData("buildMultiTargeting/Pad.Left.targets", "Build nuget.targets")]
    [InlineData("Sdk/Sdk.props", "Build nuget.sdk")]
    [InlineData("Sdk/Sdk.targets", "Build nuget.sdk")]
    [InlineData("tools/init.ps1", "Install nuget.init-ps1")]
    [InlineData("tools/install.ps1", "Install nuget.install-ps1")]
    [InlineData("tools/net40/uninstall.ps1", "Install nuget.uninstall-ps1")]
    [InlineData("analyzers/dotnet/cs/A.dll", "Build nuget.analyzer")]
    [InlineData("contentFiles/cs/any/A.cs", "Build nuget.content-file")]
    [InlineData("content/A.cs.pp", "Call nuget.content-file")]
    [InlineData("lib/net8.0/A.dll", "Import nuget.assembly")]
    [InlineData("lib/net8.0/de/A.resources.dll", "Import nuget.assembly")]
    [InlineData("runtimes/linux-x64/native/liba.so", "Call nuget.native")]
    [InlineData("runtimes/win/lib/net8.0/A.dll", "Import nuget.assembly")]
    [InlineData("weaver/A.Fody.dll", "Build nuget.weaver")]
    [InlineData("lib/typeproviders/fsharp41/net45/A.dll", "Build nuget.type-provider")]
    [InlineData("build/net8.0/a.testadapter.dll", "Import nuget.test-adapter")]
    public void Files_that_run_by_convention_are_entry_points(string path, string expected) =>
        Read(Package().File(path, "x")).Points().ShouldContain($"{expected} {path}");

    [Theory]
    [InlineData("build/Other.targets")]
    [InlineData("lib/net8.0/A.xml")]
    [InlineData("ref/net8.0/A.dll")]
    [InlineData("tools/run.ps1")]
    [InlineData("Pad.Left.targets")]
    public void Other_files_are_not(string path) => Read(Package().File(path, "x")).EntryPoints.ShouldBeEmpty();

    [Fact]
    public void A_content_file_that_the_nuspec_does_not_compile_does_not_run_at_build()
    {
        Manifest manifest = Read(Package().Metadata("<contentFiles><files include=\"cs/**/A.cs\" buildAction=\"None\" /></contentFiles>").File("contentFiles/cs/any/A.cs", "x").File("contentFiles/cs/any/B.cs", "x"));
        manifest.Points().ShouldBe(["Build nuget.content-file contentFiles/cs/any/B.cs", "Call nuget.content-file contentFiles/cs/any/A.cs"]);
        manifest.FactLines().ShouldContain("dotnet.content-file contentFiles/cs/any/B.cs");
    }

    [Fact]
    public void A_tool_names_its_command_and_assembly()
    {
        Manifest manifest = Read(Package().PackageType("DotnetTool").File("tools/net8.0/any/DotnetToolSettings.xml", "<DotNetCliTool Version=\"1\"><Commands><Command Name=\"git\" EntryPoint=\"t.dll\" Runner=\"dotnet\" /></Commands></DotNetCliTool>").File("tools/net8.0/any/t.dll", "x"));
        manifest.Points().ShouldBe(["Call nuget.tool tools/net8.0/any/t.dll"]);
        manifest.FactLines().ShouldBe(["manifest.system-command git"]);
    }

    [Fact]
    public void The_actions_of_a_template_run_when_called() =>
        Read(Package().PackageType("Template").File("content/t/.template.config/template.json", """{"postActions":[{"actionId":"x","args":{"executable":"setup.cmd","args":"-y"}}]}"""))
            .Points().ShouldBe(["Call nuget.template-action setup.cmd -y"]);

    [Theory]
    [InlineData("<package><metadata><id>A</id><id>B</id><version>1</version></metadata></package>", "manifest.duplicate-key Reject")]
    [InlineData("<package><metadata><version>1</version></metadata></package>", "manifest.unreadable Reject")]
    [InlineData("<!DOCTYPE x [<!ENTITY e 'x'>]><package><metadata><id>&e;</id></metadata></package>", "manifest.unreadable Reject")]
    [InlineData("<package><metadata>", "manifest.unreadable Reject")]
    [InlineData("", "manifest.unreadable Reject")]
    public void A_nuspec_that_can_be_read_in_two_ways_or_none_is_rejected(string text, string anomaly) =>
        Read(Package().NuspecText(text)).Anomalies.Select(found => $"{found.Code} {found.Severity}").ShouldContain(anomaly);

    [Fact]
    public void Two_nuspecs_and_none_are_rejected()
    {
        Read(Package().File("other.nuspec", "<package />")).Anomalies.ShouldContain(anomaly => anomaly.Code == "manifest.several");
        ManifestReader.Read(Ecosystem.NuGet, "a.nupkg", Trees.LayOut(Ecosystem.NuGet, Trees.File("lib/a.dll"))).Anomalies.ShouldContain(anomaly => anomaly.Code == "manifest.missing");
    }

    [Theory]
    [InlineData("build/A.targets", "$(MSBuildThisFileDirectory)..\\tools\\x.exe", "tools/x.exe")]
    [InlineData("build/A.targets", "$(MSBuildThisFileDirectory)other.targets", "build/other.targets")]
    [InlineData("build/A.targets", "other.targets", "build/other.targets")]
    [InlineData("build/A.targets", "$(TasksFolder)\\Task.dll", "tasks/net8.0/Task.dll|tasks/net472/Task.dll")]
    [InlineData("build/A.targets", "$(MSBuildThisFileDirectory)..\\tasks\\$(TFM)\\Task.dll", "tasks/net8.0/Task.dll|tasks/net472/Task.dll")]
    [InlineData("tools/init.ps1", "$toolsPath\\x.exe", "tools/x.exe")]
    [InlineData("tools/init.ps1", "$PSScriptRoot\\x.exe", "tools/x.exe")]
    [InlineData("tools/init.ps1", "$installPath\\tools\\X.EXE", "tools/x.exe")]
    [InlineData("tasks/net8.0/Task.dll", "Helper.dll", "tasks/net8.0/Helper.dll")]
    [InlineData("build/A.targets", "powershell", "")]
    [InlineData("build/A.targets", "$(Everything)", "")]
    public void References_are_found_behind_properties_and_variables(string from, string target, string expected)
    {
        IReferenceResolver resolver = Read(Package().File("tools/x.exe", "").File("build/other.targets", "").File("tasks/net8.0/Task.dll", "").File("tasks/net472/Task.dll", "")
            .File("tasks/net8.0/Helper.dll", "").File("tasks/net472/Helper.dll", "")).Resolver;
        resolver.Resolve(from, new Reference(ReferenceKind.Spawn, target, 1, "")).ShouldBe(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }
}
