using System.Text.Json.Nodes;
using PackageWall.EndToEnd.Tests.Clients;

namespace PackageWall.EndToEnd.Tests.NuGet;

/// <summary>Runs the dotnet command with a package folder, an http cache and settings of its own, and the wall as its only source.</summary>
internal sealed class Dotnet : IDisposable
{
    private readonly ClientHome _home = new();

    public Dotnet(Uri? source)
    {
        _home.Environment["DOTNET_CLI_HOME"] = _home.Home;
        _home.Environment["DOTNET_NOLOGO"] = "1";
        _home.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        _home.Environment["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1";
        _home.Environment["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "0";
        _home.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        _home.Environment["DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE"] = "1";
        _home.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        _home.Environment["MSBUILDTERMINALLOGGER"] = "off";
        _home.Environment["NUGET_PACKAGES"] = Packages;
        _home.Environment["NUGET_HTTP_CACHE_PATH"] = HttpCache;
        _home.Environment["NUGET_SCRATCH"] = Path.Combine(_home.Home, "scratch");

        _home.Write("Directory.Build.props", "<Project />");
        _home.Write("Directory.Build.targets", "<Project />");
        _home.Write("Directory.Packages.props", "<Project />");
        if (source is not null)
        {
            Use(source);
        }
    }

    /// <summary>The global packages folder.</summary>
    public string Packages => Path.Combine(_home.Home, "packages");

    /// <summary>Lists and packages as they came over http.</summary>
    public string HttpCache => Path.Combine(_home.Home, "http-cache");

    public string ProjectFolder => _home.Project;

    /// <summary>Makes an address the only source.</summary>
    public void Use(Uri source) => _home.Write("nuget.config", $"""
        <configuration>
          <packageSources>
            <clear />
            <add key="PackageWall" value="{source}" allowInsecureConnections="true" />
          </packageSources>
          <packageSourceMapping><clear /></packageSourceMapping>
          <auditSources><clear /></auditSources>
          <fallbackPackageFolders><clear /></fallbackPackageFolders>
        </configuration>
        """);

    /// <summary>Writes the project: a library for net10.0 that refers to packages; versions as in a project file.</summary>
    public void Project(params (string Id, string Version)[] references) => Project("", references);

    /// <summary>Writes the project with further properties.</summary>
    public void Project(string properties, params (string Id, string Version)[] references) => _home.Write("demo.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>disable</ImplicitUsings>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            {string.Concat(references.Select(reference => $"<PackageReference Include=\"{reference.Id}\" Version=\"{reference.Version}\" />"))}
          </ItemGroup>
        </Project>
        """);

    public void Write(string file, string text) => _home.Write(file, text);

    public string Read(string file) => _home.Read(file);

    public bool Exists(string file) => _home.Exists(file);

    public Task<ClientRun> RunAsync(params string[] arguments) => _home.RunAsync("dotnet", arguments);

    /// <summary>Restores with the http cache left aside, as sandboxes should.</summary>
    public Task<ClientRun> RestoreAsync(params string[] more) => RunAsync(["restore", "--no-http-cache", .. more]);

    /// <summary>What restore chose: id and version of every package.</summary>
    public IReadOnlyDictionary<string, string> Resolved() =>
        JsonNode.Parse(_home.Read("obj/project.assets.json"))!["libraries"]!.AsObject()
            .Select(library => library.Key.Split('/'))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);

    public void Dispose() => _home.Dispose();
}
