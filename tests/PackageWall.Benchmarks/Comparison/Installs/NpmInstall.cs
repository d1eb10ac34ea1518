using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PackageWall.Benchmarks.Comparison.Processes;

namespace PackageWall.Benchmarks.Comparison.Installs;

/// <summary>npm with a tree of about 950 packages, with a lock file or without one.</summary>
internal sealed partial class NpmInstall(string? lockFile) : IInstall
{
    // Nothing that any server may still hold back for its age.
    private static readonly TimeSpan Age = TimeSpan.FromDays(30);

    private static readonly string[] Quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel", "error"];

    public string Name => lockFile is null ? InstallNames.Unlocked : InstallNames.Locked;

    public bool IsFixed => lockFile is not null;

    /// <summary>Resolves the tree at the registry, as it was a month ago, into a lock file.</summary>
    public static async Task<string> LockAsync(Workplace place, Uri registry)
    {
        ClientFolder client = new(place, isDirect: true);
        client.Write("package.json", Trees.Read("package.json"));
        string before = (TimeProvider.System.GetUtcNow() - Age).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        (await client.RunAsync("npm", ["install", "--package-lock-only", "--before", before, .. Quiet, .. Settings(client, registry)], new Dictionary<string, string?>()).ConfigureAwait(false))
            .OrFail("npm install --package-lock-only");
        string text = await File.ReadAllTextAsync(Path.Combine(client.Project, "package-lock.json"), place.Cancellation).ConfigureAwait(false);
        client.Delete();
        return text;
    }

    /// <summary>How many tarballs a lock file names.</summary>
    internal static int Tarballs(string lockText)
    {
        using JsonDocument document = JsonDocument.Parse(lockText);
        return document.RootElement.GetProperty("packages").EnumerateObject().Count(package => package.Value.TryGetProperty("resolved", out _));
    }

    public Task<ToolRun> RunAsync(ClientFolder client, Uri source)
    {
        client.Write("package.json", Trees.Read("package.json"));
        if (lockFile is not null)
        {
            client.Write("package-lock.json", lockFile);
        }

        return client.RunAsync("npm", [lockFile is null ? "install" : "ci", .. Quiet, .. Settings(client, source)], new Dictionary<string, string?>());
    }

    public int Count(ClientFolder client)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(client.Project, "node_modules", ".package-lock.json")));
        return document.RootElement.GetProperty("packages").EnumerateObject().Count();
    }

    public string Failure(ToolRun run) => ErrorCode().Match(run.Output) is { Success: true } found ? $"exit code {run.ExitCode}, {found.Groups[1].Value}" : $"exit code {run.ExitCode}";

    private static string[] Settings(ClientFolder client, Uri registry) =>
    [
        "--registry", registry.AbsoluteUri,
        "--cache", Path.Combine(client.Home, "npm-cache"),
        "--userconfig", Path.Combine(client.Home, "npmrc"),
        "--globalconfig", Path.Combine(client.Home, "global-npmrc"),
    ];

    [GeneratedRegex(@"npm error code (\w+)")]
    private static partial Regex ErrorCode();
}
