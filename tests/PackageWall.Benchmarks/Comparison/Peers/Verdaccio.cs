using System.Diagnostics;
using PackageWall.Benchmarks.Comparison.Processes;

namespace PackageWall.Benchmarks.Comparison.Peers;

/// <summary>Verdaccio with an empty storage, its answers fresh for an hour so that a warm one does not ask upstream.</summary>
internal sealed class Verdaccio : IPeer
{
    /// <summary>The newest that runs on Node.js 20.</summary>
    public const string Version = "6.8.0";

    private readonly Workplace _place;
    private readonly Child _child;

    private Verdaccio(Workplace place, Child child, Uri address) => (_place, _child, Address) = (place, child, address);

    public string Name => SubjectNames.Verdaccio;

    public Uri Address { get; }

    public int Process => _child.Id;

    /// <summary>Installs it from the npm registry into the work folder; null where it cannot be had.</summary>
    public static async Task<string?> InstallAsync(Workplace place)
    {
        place.Tell($"installing Verdaccio {Version}");
        string folder = place.Folder("verdaccio-program");

        // One of its parts asks for a tag of node-fetch that mirrors of the registry do not all have.
        await File.WriteAllTextAsync(
            Path.Combine(folder, "package.json"),
            $$"""{ "name": "peer", "private": true, "dependencies": { "verdaccio": "{{Version}}" }, "overrides": { "node-fetch": "2.7.0" } }""",
            place.Cancellation).ConfigureAwait(false);
        try
        {
            ToolRun run = await Tool.RunAsync(
                place.Children, Path.Combine(folder, "npm.log"), "npm",
                ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--cache", Path.Combine(folder, "cache")],
                place.Cancellation, folder).ConfigureAwait(false);
            if (run.ExitCode != 0)
            {
                place.Tell($"Verdaccio {Version} could not be installed; its rows stay empty. npm said:\n{run.Tail}");
                return null;
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            place.Tell("npm is not installed; the rows of Verdaccio stay empty");
            return null;
        }

        return Path.Combine(folder, "node_modules", "verdaccio", "bin", "verdaccio");
    }

    public static async Task<Verdaccio> StartAsync(Workplace place, string program, Uri registry)
    {
        string folder = place.Folder("verdaccio");
        int port = place.NextPort();
        await File.WriteAllTextAsync(Path.Combine(folder, "config.yaml"), $$"""
            storage: ./storage
            auth: { htpasswd: { file: ./htpasswd } }
            uplinks: { registry: { url: "{{registry}}", maxage: 60m, timeout: 120s, max_fails: 100 } }
            packages: { '**': { access: $all, proxy: registry } }
            log: { type: stdout, format: json, level: warn }
            web: { enable: false }
            """, place.Cancellation).ConfigureAwait(false);
        ProcessStartInfo start = new("node") { WorkingDirectory = folder };
        foreach (string argument in (string[])[program, "--config", Path.Combine(folder, "config.yaml"), "--listen", $"127.0.0.1:{port}"])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["NODE_ENV"] = "production";
        Child child = place.Children.Start("Verdaccio", Path.Combine(folder, "verdaccio.log"), start);
        Verdaccio verdaccio = new(place, child, new Uri($"http://127.0.0.1:{port}/"));
        await place.WaitForAsync(child, new Uri(verdaccio.Address, "-/ping")).ConfigureAwait(false);
        return verdaccio;
    }

    public void Dispose() => _place.Children.End(_child);
}
