using PackageWall.Benchmarks.Comparison.Processes;

namespace PackageWall.Benchmarks.Comparison.Installs;

/// <summary>A client's world for one run: an empty home, empty caches, and no settings of this machine.</summary>
internal sealed class ClientFolder(Workplace place, bool isDirect)
{
    // Port 9 is nobody's: a client that tries to get past its server fails, and its run does not count.
    private const string Nowhere = "http://127.0.0.1:9";

    private static readonly string[] Foreign = ["npm_", "NUGET_", "MSBuild", "PACKAGEWALL_"];

    private readonly string _root = place.Folder("client");

    public string Project => Directory.CreateDirectory(Path.Combine(_root, "project")).FullName;

    public string Home => Directory.CreateDirectory(Path.Combine(_root, "home")).FullName;

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Project, file), text);

    public Task<ToolRun> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> more)
    {
        Dictionary<string, string?> environment = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => Foreign.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            .ToDictionary(name => name, _ => (string?)null);
        environment["HOME"] = Home;
        environment["TMPDIR"] = Directory.CreateDirectory(Path.Combine(_root, "tmp")).FullName;
        foreach (string name in (string[])["XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"])
        {
            environment[name] = Path.Combine(Home, name);
        }

        environment["NO_COLOR"] = "1";
        if (!isDirect)
        {
            foreach (string name in (string[])["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"])
            {
                environment[name] = Nowhere;
            }

            environment["no_proxy"] = environment["NO_PROXY"] = "127.0.0.1";
        }

        foreach ((string name, string? value) in more)
        {
            environment[name] = value;
        }

        return Tool.RunAsync(place.Children, Path.Combine(_root, "client.log"), program, arguments, place.Cancellation, Project, environment);
    }

    public void Delete() => Directory.Delete(_root, recursive: true);
}
