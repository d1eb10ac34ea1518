using System.Diagnostics;
using Npgsql;

namespace PackageWall.Data.Tests.Postgres;

/// <summary>
/// A PostgreSQL server of its own for the tests: made with the installed binaries in a temporary folder, reached by a Unix socket
/// there, stopped and removed at the end. Without PostgreSQL the tests fail and say so; they are not passed over.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    // PostgreSQL refuses to run as root. Any unprivileged user serves.
    private static readonly string[] Users = ["postgres", "nobody"];
    private static int s_databases;

    // The path of a socket has room for about a hundred characters.
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"pwpg-{Environment.ProcessId}-{Guid.NewGuid():N}"[..20]);
    private string? _binaries;
    private string? _user;

    public async Task InitializeAsync()
    {
        _binaries = FindBinaries() ?? throw new InvalidOperationException(
            "These tests need PostgreSQL's server binaries (Debian: apt-get install postgresql). None were found in /usr/lib/postgresql/*/bin, /usr/libexec/postgresql* or PATH.");
        _user = Environment.UserName == "root" ? Users.First(UserExists) : null;
        Directory.CreateDirectory(_folder);
        if (_user is not null)
        {
            await RunAsync("chown", asUser: false, _user, _folder);
        }

        await RunAsync(Path.Combine(_binaries, "initdb"), true, "-D", $"{_folder}/data", "-U", "wall", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");

        // Nothing here outlives the tests, so nothing waits for the disk.
        await RunAsync(
            Path.Combine(_binaries, "pg_ctl"), true, "-D", $"{_folder}/data", "-l", $"{_folder}/log", "-w", "-t", "60",
            "-o", $"-k {_folder} -c listen_addresses= -c fsync=off -c max_connections=200", "start");
    }

    /// <summary>The address of a new, empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        string name = $"wall_{Interlocked.Increment(ref s_databases)}";
        await using var source = NpgsqlDataSource.Create($"Host={_folder};Username=wall;Database=postgres;Pooling=false");
        await using NpgsqlCommand command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return $"postgres://wall@/{name}?host={Uri.EscapeDataString(_folder)}";
    }

    public async Task DisposeAsync()
    {
        if (File.Exists($"{_folder}/data/postmaster.pid"))
        {
            await RunAsync(Path.Combine(_binaries!, "pg_ctl"), true, "-D", $"{_folder}/data", "-m", "immediate", "-w", "stop");
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string? FindBinaries()
    {
        string[] roots = ["/usr/lib/postgresql", "/usr/libexec"];
        IEnumerable<string> installed = roots.Where(Directory.Exists)
            .SelectMany(root => Directory.EnumerateDirectories(root))
            .OrderByDescending(folder => folder, StringComparer.Ordinal)
            .SelectMany(folder => (string[])[Path.Combine(folder, "bin"), folder]);
        IEnumerable<string> onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return installed.Concat(onPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }

    private static bool UserExists(string user) => File.ReadLines("/etc/passwd").Any(line => line.StartsWith(user + ":", StringComparison.Ordinal));

    private async Task RunAsync(string program, bool asUser, params string[] arguments)
    {
        string[] line = asUser && _user is not null
            ? ["setpriv", $"--reuid={_user}", $"--regid={await GroupAsync(_user)}", "--clear-groups", program, .. arguments]
            : [program, .. arguments];
        (int exit, string output) = await StartAsync(line);
        if (exit != 0)
        {
            string log = File.Exists($"{_folder}/log") ? await File.ReadAllTextAsync($"{_folder}/log") : "";
            throw new InvalidOperationException($"'{string.Join(' ', line)}' ended with {exit}: {output}{log}");
        }
    }

    private static async Task<string> GroupAsync(string user) => (await StartAsync(["id", "-g", user])).Output.Trim();

    private static async Task<(int Exit, string Output)> StartAsync(string[] line)
    {
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + error);
    }
}

/// <summary>Classes of this collection share one server and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}
