using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PackageWall.EndToEnd.Tests.Walls;
using PackageWall.Testing.Packages;
using PackageWall.Testing.Registries;

namespace PackageWall.EndToEnd.Tests.NuGet;

/// <summary>A NuGet registry and a wall in front of it.</summary>
internal sealed class NuGetWorld : IAsyncDisposable
{
    private NuGetWorld(NuGetSource source, MarkedPackages inspections, Wall wall) => (Source, Inspections, Wall) = (source, inspections, wall);

    /// <summary>Long before any cool-off.</summary>
    public static DateTimeOffset LongAgo { get; } = DateTimeOffset.UtcNow.AddDays(-90);

    /// <summary>An hour ago: what a cool-off of days withholds.</summary>
    public static DateTimeOffset JustNow { get; } = DateTimeOffset.UtcNow.AddHours(-1);

    public NuGetSource Source { get; }

    public MarkedPackages Inspections { get; }

    public Wall Wall { get; }

    /// <summary>Where the feed is mounted.</summary>
    public Uri Mount => new(Wall.Address, "nuget/");

    /// <summary>What clients are told as their source.</summary>
    public Uri Index => new(Mount, "v3/index.json");

    /// <param name="isPartial">Whether the registry answers as the partial copy.</param>
    /// <param name="real">Whether the product's own inspection judges.</param>
    /// <param name="policy">Lines of the feed's policy.</param>
    /// <param name="configure">Changes more services.</param>
    public static async Task<NuGetWorld> StartAsync(
        bool isPartial = false, bool real = false, string policy = "cool-off: 7d", Action<IServiceCollection>? configure = null)
    {
        NuGetSource source = await NuGetSource.RunAsync(isPartial);
        var inspections = new MarkedPackages();
        Wall wall = await Wall.StartAsync(WallOptions.For("nuget", source.Index, policy) with
        {
            Configure = services =>
            {
                if (!real)
                {
                    inspections.Use(services);
                }

                configure?.Invoke(services);
            },
        });
        return new NuGetWorld(source, inspections, wall);
    }

    /// <summary>Publishes inert versions.</summary>
    public void Publish(string id, DateTimeOffset at, params string[] versions)
    {
        foreach (string version in versions)
        {
            Source.Publish(new NupkgBuilder(id, version).Framework(), at);
        }
    }

    /// <summary>Publishes a version that the marked inspection judges.</summary>
    public NuGetRelease PublishMarked(string id, string version, string marker, DateTimeOffset at) =>
        Source.Publish(new NupkgBuilder(id, version).Framework().File(marker + ".marker", ""), at);

    /// <summary>Asks the wall below the mount.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => Wall.Http.GetAsync(new Uri(Mount, path));

    /// <summary>The versions that restore sees; empty for 404.</summary>
    public async Task<string[]> ListAsync(string id)
    {
        using HttpResponseMessage response = await GetAsync($"flat/{id.ToLowerInvariant()}/index.json");
        return response.IsSuccessStatusCode
            ? [.. JsonNode.Parse(await response.Content.ReadAsStringAsync())!["versions"]!.AsArray().Select(version => (string)version!)]
            : [];
    }

    /// <summary>Asks for a package.</summary>
    public Task<HttpResponseMessage> PackageAsync(string id, string version) =>
        GetAsync($"flat/{id.ToLowerInvariant()}/{version}/{id.ToLowerInvariant()}.{version}.nupkg");

    /// <summary>A document as JSON.</summary>
    public async Task<JsonNode> JsonAsync(string path)
    {
        using HttpResponseMessage response = await GetAsync(path);
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {response.StatusCode}");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>What the wall has recorded of a version.</summary>
    public async Task<JsonNode> RecordAsync(string id, string version) =>
        JsonNode.Parse(await Wall.Http.GetStringAsync($"api/versions/nuget/{id.ToLowerInvariant()}/{version}"))!;

    /// <summary>A person's decision.</summary>
    public async Task ReviewAsync(string id, string version, string decision)
    {
        using HttpResponseMessage response = await Wall.Http.PostAsJsonAsync(
            $"api/versions/nuget/{id.ToLowerInvariant()}/{version}/{decision}", new { reason = "decided by a test", by = "Mina Okafor" });
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await Wall.DisposeAsync();
        await Source.DisposeAsync();
    }
}

/// <summary>Reads what the wall says in headers.</summary>
internal static class WarningHeader
{
    /// <summary>The texts of <c>X-NuGet-Warning</c>; NuGet prints each of them.</summary>
    public static string[] Warnings(this HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-NuGet-Warning", out IEnumerable<string>? values) ? [.. values] : [];
}
