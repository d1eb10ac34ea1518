using System.Diagnostics;
using System.Net;
using PackageWall.Benchmarks.Comparison.Processes;

namespace PackageWall.Benchmarks.Comparison.Peers;

/// <summary>The wall itself, as operators run it: the built program, with a data folder of its own in the work folder.</summary>
internal sealed class Wall : IPeer
{
    private readonly Workplace _place;
    private readonly Child _child;

    private Wall(Workplace place, Child child, Uri address) => (_place, _child, Address) = (place, child, address);

    public string Name => SubjectNames.Wall;

    public Uri Address { get; }

    public int Process => _child.Id;

    /// <summary>Starts it on an empty folder.</summary>
    public static async Task<Wall> StartAsync(Workplace place, ServerProgram program, IReadOnlyDictionary<string, string?> upstreams)
    {
        string folder = place.Folder("wall");
        int port = place.NextPort();
        ProcessStartInfo start = new("dotnet") { WorkingDirectory = folder };
        start.ArgumentList.Add(program.Path);
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("PACKAGEWALL_", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["PACKAGEWALL_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["PACKAGEWALL_DATA"] = Path.Combine(folder, "data");
        start.Environment["PACKAGEWALL_FEEDS"] = Path.Combine(program.Folder, "feeds");
        foreach ((string name, string? value) in upstreams)
        {
            start.Environment[name] = value;
        }

        Child child = place.Children.Start("the wall", Path.Combine(folder, "wall.log"), start);
        Wall wall = new(place, child, new Uri($"http://127.0.0.1:{port}/"));
        await place.WaitForAsync(child, new Uri(wall.Address, "healthz")).ConfigureAwait(false);
        return wall;
    }

    public Task ReadyAsync() => _place.WaitForAsync(_child, new Uri(Address, "readyz"), answer => answer.StatusCode != HttpStatusCode.ServiceUnavailable);

    /// <summary>Waits until it has done what it does behind its answers.</summary>
    public Task RestAsync(TimeSpan patience) => ProcessUse.WaitUntilIdleAsync(Process, patience, _place.Cancellation);

    public void Dispose() => _place.Children.End(_child);
}
