using System.Text.Json.Nodes;

namespace PackageWall.EndToEnd.Tests.Clients;

/// <summary>A client of the npm protocol: how it is told its registry, how it installs, and how it installs from its lock file.</summary>
public sealed class NpmClient
{
    private readonly Func<Task<string>> _find;
    private readonly Func<Uri, (string File, string Text)> _settings;
    private readonly string[] _add;
    private readonly string[] _install;
    private readonly string[] _replay;

    private NpmClient(string name, Func<Task<string>> find, Func<Uri, (string, string)> settings, string lockFile, string[] add, string[] install, string[] replay) =>
        (Name, _find, _settings, LockFile, _add, _install, _replay) = (name, find, settings, lockFile, add, install, replay);

    /// <summary>Name and major version.</summary>
    public string Name { get; }

    /// <summary>Its lock file's name.</summary>
    public string LockFile { get; }

    /// <summary>All that are tested.</summary>
    public static IReadOnlyList<NpmClient> All { get; } =
    [
        new("npm 11", () => Task.FromResult("npm"), Npmrc, "package-lock.json", ["install", "--no-fund"], ["install", "--no-fund"], ["ci", "--no-fund"]),
        new("npm 10", () => Tools.FindAsync("npm", "10.9.9", "npm"), Npmrc, "package-lock.json", ["install", "--no-fund"], ["install", "--no-fund"], ["ci", "--no-fund"]),
        new("pnpm 10", () => Tools.FindAsync("pnpm", "10.34.9", "pnpm"), Npmrc, "pnpm-lock.yaml", ["add"], ["install", "--no-frozen-lockfile"], ["install", "--frozen-lockfile"]),
        new("pnpm 12", () => Tools.FindAsync("pnpm", "12.21.0", "pnpm"), Npmrc, "pnpm-lock.yaml", ["add"], ["install", "--no-frozen-lockfile"], ["install", "--frozen-lockfile"]),
        new("yarn 1", () => Tools.FindAsync("yarn", "1.22.22", "yarn"), Npmrc, "yarn.lock", ["add", "--non-interactive"], ["install", "--non-interactive"], ["install", "--non-interactive", "--frozen-lockfile"]),
        new("yarn 4", () => Tools.FindAsync("@yarnpkg/cli-dist", "4.18.1", "yarn"), Yarnrc, "yarn.lock", ["add"], ["install", "--no-immutable"], ["install", "--immutable"]),
        new("bun 1", () => Tools.FindAsync("bun", "1.4.5", "bun"), Npmrc, "bun.lock", ["add"], ["install"], ["install", "--frozen-lockfile"]),
    ];

    /// <summary>The client of a name, for theories.</summary>
    public static NpmClient Of(string name) => All.Single(client => client.Name == name);

    /// <summary>A home where this client uses a registry.</summary>
    public ClientHome Home(Uri registry)
    {
        var home = new ClientHome
        {
            Environment =
            {
                ["npm_config_update_notifier"] = "false",
                ["YARN_ENABLE_TELEMETRY"] = "0",
            },
        };
        (string file, string text) = _settings(registry);
        home.Write(file, text);
        if (Name == "yarn 4")
        {
            // Without a lock file of its own it looks for a project in the folders above.
            home.Write("yarn.lock", "");
        }

        home.Write("package.json", """{ "name": "project", "version": "1.0.0", "private": true }""");
        return home;
    }

    /// <summary>Adds packages to the project.</summary>
    public async Task<ClientRun> AddAsync(ClientHome home, params string[] packages) => await home.RunAsync(await _find(), [.. _add, .. packages]);

    /// <summary>Installs what <c>package.json</c> asks for.</summary>
    public async Task<ClientRun> InstallAsync(ClientHome home) => await home.RunAsync(await _find(), _install);

    /// <summary>Installs exactly what the lock file names.</summary>
    public async Task<ClientRun> ReplayAsync(ClientHome home) => await home.RunAsync(await _find(), _replay);

    /// <summary>Runs anything else of it.</summary>
    public async Task<ClientRun> RunAsync(ClientHome home, params string[] arguments) => await home.RunAsync(await _find(), arguments);

    /// <summary>Switches off the client's own rule that a release must have some age: it reads this machine's clock, not the wall's.</summary>
    public void AllowYoung(ClientHome home)
    {
        switch (Name)
        {
            case "yarn 4":
                home.Write(".yarnrc.yml", home.Read(".yarnrc.yml") + "npmMinimalAgeGate: 0\n");
                break;
            case "pnpm 12":
                home.Write("pnpm-workspace.yaml", "minimumReleaseAge: 0\n");
                break;
            default:
                break;
        }
    }

    /// <summary>Forgets what was installed, and every cache; the lock file stays.</summary>
    public static void Forget(ClientHome home)
    {
        Directory.Delete(home.Home, recursive: true);
        Directory.CreateDirectory(home.Home);
        string modules = Path.Combine(home.Project, "node_modules");
        if (Directory.Exists(modules))
        {
            Directory.Delete(modules, recursive: true);
        }
    }

    /// <summary>The version of a package that lies in <c>node_modules</c>, or null.</summary>
    public static string? Installed(ClientHome home, string package) => home.Exists($"node_modules/{package}/package.json")
        ? (string?)JsonNode.Parse(home.Read($"node_modules/{package}/package.json"))!["version"]
        : null;

    private static (string, string) Npmrc(Uri registry) => (".npmrc", $"registry={registry}\n");

    private static (string, string) Yarnrc(Uri registry) => (
        ".yarnrc.yml",
        $"npmRegistryServer: \"{registry.AbsoluteUri.TrimEnd('/')}\"\nunsafeHttpWhitelist: [\"127.0.0.1\"]\nnodeLinker: node-modules\nenableTelemetry: false\nenableGlobalCache: true\n");
}
