using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PackageWall.Core.Intake;
using PackageWall.Server;
using PackageWall.Testing.Time;

namespace PackageWall.EndToEnd.Tests.Walls;

/// <summary>A whole wall in this process: real Kestrel on a free port, real database and blobs in a temporary folder, a clock that tests move.</summary>
public sealed class Wall : IAsyncDisposable
{
    private readonly WallOptions _options;
    private WallServer? _server;

    private Wall(WallOptions options, string folder) => (_options, Folder) = (options, folder);

    /// <summary>The clock.</summary>
    public ShiftedTimeProvider Time { get; } = new();

    /// <summary>Holds data and feeds; deleted in the end.</summary>
    public string Folder { get; }

    /// <summary>The address for clients, with a trailing slash.</summary>
    public Uri Address => _server!.Address.Base;

    /// <summary>The services, for looking inside.</summary>
    public IServiceProvider Services => _server!.App.Services;

    /// <summary>A client that neither follows redirects nor decompresses.</summary>
    public HttpClient Http { get; private set; } = new();

    public static async Task<Wall> StartAsync(WallOptions options)
    {
        var wall = new Wall(options, Directory.CreateTempSubdirectory("wall-").FullName);
        Directory.CreateDirectory(Path.Combine(wall.Folder, "feeds"));
        foreach ((string name, string yaml) in options.Feeds)
        {
            await File.WriteAllTextAsync(Path.Combine(wall.Folder, "feeds", name + ".yaml"), yaml);
        }

        await wall.StartAsync();
        return wall;
    }

    /// <summary>Stops and starts on the same data; the port changes.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async Task StopAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            await server.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task StartAsync()
    {
        string[] args =
        [
            "--PACKAGEWALL_URLS", "http://127.0.0.1:0",
            "--PACKAGEWALL_DATA", Path.Combine(Folder, "data"),
            "--PACKAGEWALL_FEEDS", Path.Combine(Folder, "feeds"),

            // Hundreds of them start; those that want it say so.
            "--PACKAGEWALL_REHEARSAL", "off",

            // Tests count requests and inspections; those of prefetching set it.
            .. _options.Settings.ContainsKey("PACKAGEWALL_PREFETCH") ? Array.Empty<string>() : ["--PACKAGEWALL_PREFETCH", "off"],
            .. _options.Settings.SelectMany(pair => new[] { "--" + pair.Key, pair.Value }),
        ];
        (WallServer? server, IReadOnlyList<string> errors) = await WallServer.StartAsync(
            args,
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
                services.Replace(ServiceDescriptor.Singleton<IInspectionService>(new InspectionsHere()));
                _options.Configure?.Invoke(services);
            },
            _ => { },
            CancellationToken.None);
        errors.ShouldBeEmpty();
        _server = server;
        Http.Dispose();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = System.Net.DecompressionMethods.None }) { BaseAddress = Address };
    }
}

/// <summary>What a wall in a test is made of.</summary>
public sealed record WallOptions
{
    /// <summary>Feed definitions by name.</summary>
    public Dictionary<string, string> Feeds { get; init; } = [];

    /// <summary>More settings, for example PACKAGEWALL_TOKEN.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>Replaces services.</summary>
    public Action<IServiceCollection>? Configure { get; init; }

    /// <summary>A wall with one feed, named after its ecosystem (<c>npm</c>, <c>pypi</c>, <c>nuget</c>) and mounted under that name.</summary>
    public static WallOptions For(string ecosystem, Uri upstream, string policy = "cool-off: 7d") => new()
    {
        Feeds =
        {
            [ecosystem] = string.Create(CultureInfo.InvariantCulture, $"ecosystem: {ecosystem}\nmount: /{ecosystem}/\nupstream: {upstream}\npolicy:\n  {policy.Replace("\n", "\n  ", StringComparison.Ordinal)}\n"),
        },
    };
}
