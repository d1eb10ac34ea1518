using System.Collections.Concurrent;
using System.Diagnostics;

namespace PackageWall.EndToEnd.Tests.Clients;

/// <summary>
/// Clients in exact versions, installed once per machine from the npm registry that this machine is set up for, into a folder
/// outside of the repository and of every test.
/// </summary>
public static class Tools
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Installed = new(StringComparer.Ordinal);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>The program of a package, for example <c>pnpm</c> of <c>pnpm@10.34.9</c>.</summary>
    public static Task<string> FindAsync(string package, string version, string program) =>
        Installed.GetOrAdd($"{package}@{version}", _ => new Lazy<Task<string>>(() => InstallAsync(package, version, program))).Value;

    private static async Task<string> InstallAsync(string package, string version, string program)
    {
        string root = Path.Combine(Path.GetTempPath(), "packagewall-clients");
        string folder = Path.Combine(root, $"{package.Replace("@", "", StringComparison.Ordinal).Replace('/', '-')}-{version}");
        string found = Path.Combine(folder, "node_modules", ".bin", program);
        if (File.Exists(found))
        {
            return found;
        }

        // Installed aside and moved in one step, so that another test process never sees half a client.
        string aside = Path.Combine(root, $"{Path.GetFileName(folder)}.{Environment.ProcessId}");
        Directory.CreateDirectory(aside);
        var start = new ProcessStartInfo("npm", ["install", "--prefix", aside, "--no-audit", "--no-fund", "--save-exact", $"{package}@{version}"])
        {
            WorkingDirectory = aside,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process npm = Process.Start(start)!;
        Task<string> output = npm.StandardOutput.ReadToEndAsync();
        Task<string> errors = npm.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        await npm.WaitForExitAsync(patience.Token);
        npm.ExitCode.ShouldBe(0, await output + await errors);
        try
        {
            Directory.Move(aside, folder);
        }
        catch (IOException) when (File.Exists(found))
        {
            Directory.Delete(aside, recursive: true);
        }

        File.Exists(found).ShouldBeTrue($"{package}@{version} has no program {program}");
        return found;
    }
}
