using System.Text.Json;
using System.Text.RegularExpressions;
using PackageWall.Benchmarks.Comparison.Processes;

namespace PackageWall.Benchmarks.Comparison.Installs;

/// <summary>dotnet restore of about a hundred packages.</summary>
internal sealed partial class NuGetRestore : IInstall
{
    public string Name => InstallNames.Restore;

    public bool IsFixed => true;

    public Task<ToolRun> RunAsync(ClientFolder client, Uri source)
    {
        client.Write("restore.csproj", Trees.Read("restore.csproj"));
        foreach (string file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            client.Write(file, "<Project />");
        }

        client.Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="source" value="{source}" allowInsecureConnections="true" /></packageSources>
              <packageSourceMapping><clear /></packageSourceMapping>
              <auditSources><clear /></auditSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
            </configuration>
            """);
        return client.RunAsync("dotnet", ["restore", "restore.csproj"], new Dictionary<string, string?>
        {
            ["DOTNET_CLI_HOME"] = client.Home,
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "0",
            ["DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE"] = "1",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["MSBUILDTERMINALLOGGER"] = "off",

            // Asking the signers' authorities is no matter of the source, and where they cannot be reached it takes minutes.
            ["NUGET_CERT_REVOCATION_MODE"] = "offline",
            ["NUGET_PACKAGES"] = Path.Combine(client.Home, "packages"),
            ["NUGET_HTTP_CACHE_PATH"] = Path.Combine(client.Home, "http-cache"),
            ["NUGET_SCRATCH"] = Path.Combine(client.Home, "scratch"),
        });
    }

    public int Count(ClientFolder client)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(client.Project, "obj", "project.assets.json")));
        return document.RootElement.GetProperty("libraries").EnumerateObject().Count();
    }

    public string Failure(ToolRun run) => ErrorCode().Match(run.Output) is { Success: true } found ? $"exit code {run.ExitCode}, {found.Groups[1].Value}" : $"exit code {run.ExitCode}";

    [GeneratedRegex(@"error (NU\d+)")]
    private static partial Regex ErrorCode();
}
