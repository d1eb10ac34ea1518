using static PackageWall.Testing.Catalogue.Package;

namespace PackageWall.Testing.Catalogue;

/// <summary>Honest NuGet packages whose hooks and entry points are those of attacks.</summary>
internal static class NuGetTwins
{
    /// <summary>Targets that copy a native library and run a compiler that the package brings, as code generators do.</summary>
    public static CataloguePackage Targets { get; } = NuGet("Schema.Tools", "2.64.0",
        ("build/Schema.Tools.targets", """
            <Project>
              <PropertyGroup>
                <SchemaCompiler Condition="'$(SchemaCompiler)' == ''">$(MSBuildThisFileDirectory)../tools/schemac.dll</SchemaCompiler>
              </PropertyGroup>
              <UsingTask TaskName="Schema.Tools.CompileTask" AssemblyFile="$(MSBuildThisFileDirectory)../tasks/Schema.Tools.Tasks.dll" />
              <Target Name="CompileSchemas" BeforeTargets="CoreCompile" Inputs="@(Schema)" Outputs="@(Schema->'$(IntermediateOutputPath)%(Filename).cs')">
                <CompileTask Compiler="$(SchemaCompiler)" Sources="@(Schema)" Output="$(IntermediateOutputPath)" />
                <ItemGroup><Compile Include="$(IntermediateOutputPath)%(Schema.Filename).cs" /></ItemGroup>
              </Target>
            </Project>

            """),
        ("tasks/Schema.Tools.Tasks.dll", CSharpCode.Library("Schema.Tools.Tasks", "namespace Schema.Tools { public class CompileTask { public string Compiler { get; set; } public string Output { get; set; } public bool Execute() { Directory.CreateDirectory(Output); File.WriteAllText(Path.Combine(Output, \"a.cs\"), \"// generated\"); return true; } } }")),
        ("lib/netstandard2.0/_._", ""));

    /// <summary>A script that opens the readme in the editor, as old packages do.</summary>
    public static CataloguePackage Script { get; } = NuGet("Helpful.Mvc", "5.1.0",
        ("tools/init.ps1", """
            param($installPath, $toolsPath, $package, $project)
            Import-Module (Join-Path $toolsPath Helpful.psd1)
            if ($project) { $project.ProjectItems.Item("Helpful.cs").Properties.Item("BuildAction").Value = 1 }
            Write-Host "Helpful.Mvc is ready. Run Add-Helpful to begin."

            """), ("tools/Helpful.psd1", "@{ ModuleVersion = '5.1.0'; RootModule = 'Helpful.psm1' }\n"), ("tools/Helpful.psm1", "function Add-Helpful { param($Name) Write-Host \"Adding $Name\" }\nExport-ModuleMember Add-Helpful\n"), ("lib/net472/_._", ""));

    /// <summary>A service's client.</summary>
    public static CataloguePackage Client { get; } = Library("Acme.Client", "4.0.0", """
        namespace Acme { public sealed class AcmeClient {
            private readonly HttpClient _http; private readonly string _key;
            public AcmeClient(string apiKey, HttpClient http = null) { _key = apiKey ?? throw new ArgumentNullException(nameof(apiKey)); _http = http ?? new HttpClient { BaseAddress = new Uri("https://api.acme.invalid/v1/") }; }
            public async Task<string> ChargeAsync(string customer, decimal amount) {
                var request = new HttpRequestMessage(HttpMethod.Post, "charges") { Content = new StringContent("{\"customer\":\"" + customer + "\"}", Encoding.UTF8, "application/json") };
                request.Headers.Add("Authorization", "Bearer " + _key);
                var response = await _http.SendAsync(request); return await response.Content.ReadAsStringAsync(); } } }
        """, "<projectUrl>https://acme.invalid/</projectUrl>");

    /// <summary>A library that sets up its tables when it is loaded.</summary>
    public static CataloguePackage Initializer { get; } = Library("Quick.Maps", "1.3.0", """
        namespace Quick { public static class Maps {
            public static readonly Dictionary<string, int> Table = new Dictionary<string, int>();
            [System.Runtime.CompilerServices.ModuleInitializer] internal static void Fill() { for (int i = 0; i < 64; i++) Table["k" + i] = i * i; AppContext.SetSwitch("Quick.Maps.Filled", true); }
            public static int Of(string key) => Table.TryGetValue(key, out int value) ? value : -1; } }
        """);

    /// <summary>An analyzer that only reads syntax.</summary>
    public static CataloguePackage Analyzer { get; } = NuGet("Tidy.Analyzers", "2.0.0",
        ("analyzers/dotnet/cs/Tidy.Analyzers.dll", CSharpCode.Library("Tidy.Analyzers", """
            namespace Tidy { [Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer("C#")] public sealed class NameAnalyzer : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer {
                public override void Initialize(object context) { if (context.ToString().Length == 0) throw new InvalidOperationException("no name"); } } }
            """, NuGetAttacks.RoslynStub)));

    /// <summary>Data access with dates in it that kill nothing.</summary>
    public static CataloguePackage DataAccess { get; } = Library("Lite.Sql", "3.0.0", """
        namespace Lite { public static class SqlExtensions {
            static readonly DateTime SupportEnds = new DateTime(2028, 11, 29);
            public static int Run(this System.Data.IDbCommand command) { if (DateTime.UtcNow > SupportEnds) Trace.WriteLine("This version of Lite.Sql is out of support."); return command.ExecuteNonQuery(); } } }
        """);

    /// <summary>Takes pictures of the screen for its caller and sends nothing.</summary>
    public static CataloguePackage Capture { get; } = NuGet("Screen.Shots", "1.1.0", ("lib/net8.0/Screen.Shots.dll", CSharpCode.Library("Screen.Shots", """
        namespace Screen { public static class Shots { public static void Save(string path, int width, int height) { using (var bitmap = new System.Drawing.Bitmap(width, height)) { System.Drawing.Graphics.FromImage(bitmap).CopyFromScreen(0, 0, 0, 0, new System.Drawing.Size(width, height)); bitmap.Save(path); } } } }
        """, NuGetAttacks.DrawingStub)));

    public static CataloguePackage Library(string id, string version, string source, string metadata = "") =>
        NuGet(id, version, ($"lib/netstandard2.0/{id}.dll", CSharpCode.Library(id, source))) with { Manifest = metadata };
}
