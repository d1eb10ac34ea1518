using PackageWall.Benchmarks.Comparison.Peers;
using PackageWall.Benchmarks.Comparison.Processes;

namespace PackageWall.Benchmarks.Comparison;

/// <summary>The programs that the comparison needs, installed where it may, and what each of them calls its version.</summary>
internal sealed class Toolbox
{
    /// <summary>wrk.</summary>
    public string? Wrk { get; private init; }

    /// <summary>nginx.</summary>
    public string? Nginx { get; private init; }

    /// <summary>Verdaccio's program.</summary>
    public string? Verdaccio { get; private init; }

    /// <summary>The wall.</summary>
    public required ServerProgram Server { get; init; }

    /// <summary>Name and version of each.</summary>
    public required IReadOnlyList<(string Name, string Version)> Versions { get; init; }

    /// <summary>What is lacking, and so which rows are empty.</summary>
    public required IReadOnlyList<string> Lacking { get; init; }

    public static async Task<Toolbox> FindAsync(Workplace place)
    {
        ServerProgram server = await ServerProgram.FindAsync(place).ConfigureAwait(false);
        List<string> lacking = [];
        string? wrk = await FindOrInstallAsync(place, "wrk", "wrk", lacking).ConfigureAwait(false);
        string? nginx = await FindOrInstallAsync(place, "nginx", "nginx-light", lacking).ConfigureAwait(false);
        bool isVerdaccioAsked = place.Options.Wants("documents", "artifacts", "installs", "ci");
        string? verdaccio = isVerdaccioAsked ? await Peers.Verdaccio.InstallAsync(place).ConfigureAwait(false) : null;
        if (isVerdaccioAsked && verdaccio is null)
        {
            lacking.Add($"Verdaccio {Peers.Verdaccio.Version} could not be installed from the npm registry; its rows are left out");
        }

        List<(string, string)> versions =
        [
            ("PackageWall", await CommitAsync(place).ConfigureAwait(false)),
            (".NET", Environment.Version.ToString()),
        ];
        async Task AddAsync(string name, string? program, params string[] arguments)
        {
            if (program is not null)
            {
                versions.Add((name, await FirstLineAsync(place, program, arguments).ConfigureAwait(false)));
            }
        }

        await AddAsync("nginx", nginx, "-v").ConfigureAwait(false);
        await AddAsync("wrk", wrk, "-v").ConfigureAwait(false);
        await AddAsync("Node.js", Tool.Find("node"), "--version").ConfigureAwait(false);
        await AddAsync("npm", Tool.Find("npm"), "--version").ConfigureAwait(false);
        await AddAsync(".NET SDK", Tool.Find("dotnet"), "--version").ConfigureAwait(false);
        if (verdaccio is not null)
        {
            versions.Add(("Verdaccio", Peers.Verdaccio.Version));
        }

        return new Toolbox { Wrk = wrk, Nginx = nginx, Verdaccio = verdaccio, Server = server, Versions = versions, Lacking = lacking };
    }

    private static async Task<string?> FindOrInstallAsync(Workplace place, string program, string package, List<string> lacking)
    {
        if (Tool.Find(program) is { } found)
        {
            return found;
        }

        if (Environment.UserName == "root" && Tool.Find("apt-get") is { } installer)
        {
            place.Tell($"installing {package}");
            string log = Path.Combine(place.Root, "apt.log");
            await Tool.RunAsync(place.Children, log, installer, ["update", "-qq"], place.Cancellation).ConfigureAwait(false);
            await Tool.RunAsync(
                place.Children, log, installer, ["install", "-y", "-qq", "--no-install-recommends", package], place.Cancellation,
                environment: new Dictionary<string, string?> { ["DEBIAN_FRONTEND"] = "noninteractive" }).ConfigureAwait(false);
        }

        if (Tool.Find(program) is { } installed)
        {
            return installed;
        }

        lacking.Add($"{program} is not installed (Debian: apt-get install {package}; as root the command does it by itself); its rows are left out");
        place.Tell(lacking[^1]);
        return null;
    }

    private static async Task<string> CommitAsync(Workplace place)
    {
        if (Tool.Find("git") is not { } git)
        {
            return "unknown";
        }

        ToolRun head = await Tool.RunAsync(place.Children, Path.Combine(place.Root, "git.log"), git, ["-C", Repository.Root, "describe", "--always", "--dirty"], place.Cancellation).ConfigureAwait(false);
        return head.ExitCode == 0 ? head.Output.Trim() : "unknown";
    }

    private static async Task<string> FirstLineAsync(Workplace place, string program, string[] arguments)
    {
        ToolRun run = await Tool.RunAsync(place.Children, Path.Combine(place.Root, "version.log"), program, arguments, place.Cancellation).ConfigureAwait(false);
        return run.Output.Split('\n')[0].Replace("nginx version: ", "", StringComparison.Ordinal).Split(" Copyright")[0].Trim();
    }
}
