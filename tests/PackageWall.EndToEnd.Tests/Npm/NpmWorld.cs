using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using PackageWall.Core.Standings;
using PackageWall.EndToEnd.Tests.Walls;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;

namespace PackageWall.EndToEnd.Tests.Npm;

/// <summary>A registry and a wall in front of it, judged by markers.</summary>
public sealed class NpmWorld : IAsyncDisposable
{
    private NpmWorld(NpmRegistry registry, MarkerInspection inspection, StandingWatcher standings, Wall wall) =>
        (Registry, Inspection, Standings, Wall) = (registry, inspection, standings, wall);

    /// <summary>The upstream.</summary>
    public NpmRegistry Registry { get; }

    /// <summary>What judges in tests of workings.</summary>
    public MarkerInspection Inspection { get; }

    /// <summary>Hears decisions.</summary>
    public StandingWatcher Standings { get; }

    /// <summary>The wall.</summary>
    public Wall Wall { get; }

    /// <summary>The address that clients are told, with a trailing slash.</summary>
    public Uri Address => new(Wall.Address, "npm/");

    /// <summary>Long before any cool-off.</summary>
    public static DateTimeOffset LongAgo { get; } = DateTimeOffset.UtcNow.AddDays(-90);

    /// <summary>Starts both.</summary>
    /// <param name="policy">Lines of the feed's policy.</param>
    /// <param name="real">Whether the product's own inspection judges.</param>
    /// <param name="change">Changes the wall's options.</param>
    public static async Task<NpmWorld> StartAsync(string policy = "cool-off: 7d", bool real = false, Func<WallOptions, NpmRegistry, WallOptions>? change = null)
    {
        NpmRegistry registry = await NpmRegistry.RunAsync();
        var inspection = new MarkerInspection();
        var standings = new StandingWatcher();
        WallOptions options = WallOptions.For("npm", registry.Address, policy) with
        {
            Configure = services =>
            {
                services.AddSingleton<INotificationHandler<StandingChanged>>(standings);
                if (!real)
                {
                    inspection.Use(services);
                }
            },
        };
        return new NpmWorld(registry, inspection, standings, await Wall.StartAsync(change?.Invoke(options, registry) ?? options));
    }

    /// <summary>Publishes an inert version.</summary>
    public NpmRelease Publish(string name, string version, DateTimeOffset at, params string[] tags) => Registry.Publish(new NpmPackageBuilder(name, version), at, tags);

    /// <summary>Publishes a version that the marker inspection judges.</summary>
    public NpmRelease PublishMarked(string name, string version, string marker, DateTimeOffset at, params string[] tags) =>
        Registry.Publish(new NpmPackageBuilder(name, version).File("index.js", $"console.log('{marker}');\n"), at, tags);

    /// <summary>Asks the wall.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await Wall.Http.SendAsync(request);
    }

    /// <summary>A document as JSON.</summary>
    public async Task<JsonNode> JsonAsync(string path, string? accept = null)
    {
        using HttpResponseMessage response = await GetAsync(path, accept);
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {response.StatusCode}");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>The address of a tarball below the feed.</summary>
    public static string Tarball(NpmRelease release) => $"{release.Name}/-/{release.FileName}";

    /// <summary>A person's decision through the interface for reviews.</summary>
    public async Task ReviewAsync(string package, string version, string decision, string reason = "decided by a test")
    {
        using HttpResponseMessage response = await Wall.Http.PostAsJsonAsync(
            $"api/versions/npm/{Uri.EscapeDataString(package)}/{version}/{decision}", new { reason, by = "Mina Okafor" });
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Clients take the latest version of so many packages that the wall begins to guess that others do.</summary>
    public async Task TeachAsync()
    {
        for (int i = 0; i < Taught; i++)
        {
            NpmRelease release = Publish($"taught-{i}", "1.0.0", LongAgo);
            await JsonAsync(release.Name);
            (await GetAsync(Tarball(release))).Dispose();
        }
    }

    /// <summary>How many packages that takes.</summary>
    public const int Taught = 8;

    /// <summary>What the wall knows of a version.</summary>
    public async Task<JsonNode> RecordAsync(string package, string version) =>
        JsonNode.Parse(await Wall.Http.GetStringAsync($"api/versions/npm/{Uri.EscapeDataString(package)}/{version}"))!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Wall.DisposeAsync();
        await Registry.DisposeAsync();
    }
}
