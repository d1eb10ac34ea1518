using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.MsBuild;

namespace PackageWall.Inspection.Tests.Languages.MsBuild;

public sealed class MsBuildReaderTests
{
    private static FileFacts Read(string inner) => new MsBuildReader(FakeReaders.ReadCode, FakeReaders.Vocabulary).Read(FakeReaders.Source("build/a.targets", $"<Project>\n{inner}\n</Project>"));

    [Theory]
    [InlineData("TaskHostFactory", false)]
    [InlineData("AssemblyTaskFactory", false)]
    [InlineData("RoslynCodeTaskFactory", true)]
    [InlineData("OwnFactory", true)]
    public void A_factory_that_only_loads_a_task_from_its_assembly_compiles_nothing(string factory, bool isInline)
    {
        FileFacts facts = Read($"<UsingTask TaskName=\"T\" TaskFactory=\"{factory}\" AssemblyFile=\"$(MSBuildThisFileDirectory)t.dll\" />");

        facts.Facts.Any(fact => fact.Name == "msbuild.inline-task").ShouldBe(isInline);
        facts.Facts.ShouldContain(fact => fact.Name == "msbuild.task-assembly");
    }

    [Theory]
    [InlineData("TaskFactory=\"TaskHostFactory\" AssemblyFile=\"x.dll\" />", false)]
    [InlineData("TaskFactory=\"AssemblyTaskFactory\" AssemblyFile=\"x.dll\" />", false)]
    [InlineData("TaskFactory=\"TaskHostFactory\" AssemblyFile=\"x.dll\"><Task><Code Language=\"cs\">Run();</Code></Task></UsingTask>", true)]
    [InlineData("TaskFactory=\"TaskHostFactory\" />", true)]
    [InlineData("TaskFactory=\"TaskHostFactory2\" AssemblyFile=\"x.dll\" />", true)]
    public void A_task_in_another_process_is_no_inline_task(string rest, bool isInline) =>
        Read("<UsingTask TaskName=\"T\" " + rest).Lines().Any(line => line.StartsWith("msbuild.inline-task", StringComparison.Ordinal)).ShouldBe(isInline);

    [Fact]
    public void The_code_of_an_inline_task_is_read()
    {
        FileFacts facts = Read("""
            <UsingTask TaskName="T" TaskFactory="RoslynCodeTaskFactory" AssemblyFile="$(MSBuildToolsPath)\Microsoft.Build.Tasks.Core.dll">
              <Task><Code Type="Fragment" Language="cs"><![CDATA[
                var bytes = Convert.FromBase64String("cHJpbnQ=");
                System.Diagnostics.Process.Start("cmd.exe", "/c echo hi");
              ]]></Code></Task>
            </UsingTask>
            """);
        facts.Lines().ShouldContain("msbuild.inline-task RoslynCodeTaskFactory");
        facts.Lines().ShouldContain("msbuild.inline-task cs");
        facts.Facts.Single(fact => fact.Name == "decode").Line.ShouldBe(4);
        Fact process = facts.Facts.Single(fact => fact.Name == "execute.process");
        process.Value.ShouldBe("cmd.exe /c echo hi");
        process.From.ShouldBe(["decode"]);
        process.Line.ShouldBe(5);
    }

    [Fact]
    public void Commands_are_folded_and_read_as_shell_and_powershell()
    {
        FileFacts facts = Read("""
            <Target Name="T" BeforeTargets="Build"><Exec Command="$(Tool) -c &quot;iex $(X)&quot;" /></Target>
            <PropertyGroup><Tool>power$(S)</Tool><S>shell</S><X>1%3B2</X></PropertyGroup>
            """);
        facts.Lines().ShouldBe(["msbuild.exec powershell -c \"iex 1;2\"", "read-as.shell powershell -c \"iex 1;2\"", "read-as.powershell powershell -c \"iex 1;2\""]);
        facts.References.ShouldHaveSingleItem().Target.ShouldBe("powershell");
        Read("<PropertyGroup><PostBuildEvent>echo a</PostBuildEvent></PropertyGroup>").Lines().ShouldContain("msbuild.exec echo a");
    }

    [Fact]
    public void Downloads_assemblies_and_imports_are_facts_and_references()
    {
        FileFacts facts = Read("""
            <Import Project="$(MSBuildThisFileDirectory)x.props" />
            <Import Project="https://files.invalid/x.targets" />
            <UsingTask TaskName="T" AssemblyFile="..\tasks\T.dll" />
            <Target Name="T"><DownloadFile SourceUrl="https://drop.invalid/a.exe" DestinationFolder="x" /></Target>
            """);
        facts.Lines().ShouldBe(["msbuild.import-remote https://files.invalid/x.targets", "msbuild.task-assembly ..\\tasks\\T.dll", "msbuild.download https://drop.invalid/a.exe",
            "network.fetch https://drop.invalid/a.exe", "network.drop https://drop.invalid/a.exe", "network.host https://drop.invalid/a.exe"]);
        facts.References.Select(reference => (reference.Kind, reference.Target)).ShouldBe([(ReferenceKind.Import, "$(MSBuildThisFileDirectory)x.props"), (ReferenceKind.Spawn, "..\\tasks\\T.dll")]);
    }

    [Fact]
    public void Calls_in_property_expressions_are_facts()
    {
        FileFacts facts = Read("""
            <PropertyGroup>
              <K>$([System.IO.File]::ReadAllText('$(HOME)/.ssh/id_rsa'))</K>
              <U>$([System.Environment]::GetEnvironmentVariable('NPM_TOKEN'))</U>
              <V>$(GITHUB_TOKEN)</V>
              <O Condition="$([MSBuild]::IsOSPlatform('Windows'))">$([System.String]::Copy('x'))</O>
              <D>$([System.Convert]::FromBase64String('eA=='))</D>
            </PropertyGroup>
            """);
        facts.Lines().ShouldBe(["read.secret.ssh $(HOME)/.ssh/id_rsa", "read.file $(HOME)/.ssh/id_rsa", "read.env.secret NPM_TOKEN", "read.env.secret GITHUB_TOKEN", "decode eA=="]);
    }

    [Fact]
    public void An_element_far_to_the_right_is_a_fact() =>
        Read("<a />" + new string(' ', 250) + "<b />").Lines().ShouldBe(["text.padding 250"]);

    [Fact]
    public void Code_in_another_file_is_a_reference() =>
        Read("<UsingTask TaskName=\"T\" TaskFactory=\"CodeTaskFactory\"><Task><Code Source=\"$(MSBuildThisFileDirectory)t.cs\" /></Task></UsingTask>").References.ShouldHaveSingleItem().Target.ShouldBe("$(MSBuildThisFileDirectory)t.cs");

    [Theory]
    [InlineData("<Target>")]
    [InlineData("&unknown;")]
    [InlineData("</Project><Project>")]
    public void What_is_no_xml_is_unread(string inner) => Read(inner).Unread.ShouldNotBeEmpty();

    [Fact]
    public void A_document_type_is_refused() =>
        new MsBuildReader(FakeReaders.ReadAs, FakeReaders.Vocabulary).Read(FakeReaders.Source("a.targets", "<!DOCTYPE a [<!ENTITY b 'c'>]><Project>&b;</Project>")).Unread.ShouldNotBeEmpty();

    [Fact]
    public void Properties_that_grow_without_end_are_cut() =>
        Read("<PropertyGroup><A>$(A)$(A)$(B)</A><B>$(A)$(A)$(A)$(A)</B></PropertyGroup><Target Name=\"t\"><Exec Command=\"$(A)$(B)\" /></Target>").Facts.Count.ShouldBeLessThan(10);

    [Fact]
    public void Noise_never_throws()
    {
        var random = new Random(5);
        for (int i = 0; i < 200; i++)
        {
            byte[] noise = new byte[random.Next(80)];
            random.NextBytes(noise);
            new MsBuildReader(FakeReaders.ReadCode, FakeReaders.Vocabulary).Read(FakeReaders.Source("a.targets", [.. "<Project><Code>"u8, .. noise])).ShouldNotBeNull();
        }
    }
}
