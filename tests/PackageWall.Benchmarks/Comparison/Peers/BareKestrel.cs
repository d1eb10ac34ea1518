using System.Diagnostics;
using System.Text.Json;
using PackageWall.Benchmarks.Comparison.Processes;

namespace PackageWall.Benchmarks.Comparison.Peers;

/// <summary>Kestrel with nothing behind it, in a process of its own with the wall's settings of the runtime.</summary>
internal sealed class BareKestrel : IPeer
{
    private readonly Workplace _place;
    private readonly Child _child;

    private BareKestrel(Workplace place, Child child, Uri address) => (_place, _child, Address) = (place, child, address);

    public string Name => SubjectNames.Kestrel;

    public Uri Address { get; }

    public int Process => _child.Id;

    public static async Task<BareKestrel> StartAsync(Workplace place, ServerProgram program, IReadOnlyList<Sample> samples)
    {
        string folder = place.Folder("kestrel");
        string list = Path.Combine(folder, "samples.json");
        await File.WriteAllTextAsync(list, JsonSerializer.Serialize(samples), place.Cancellation).ConfigureAwait(false);
        int port = place.NextPort();
        string own = typeof(BareKestrel).Assembly.Location;
        ProcessStartInfo start = new("dotnet") { WorkingDirectory = folder };
        foreach (string argument in (string[])["exec", "--runtimeconfig", program.RuntimeSettings, "--depsfile", Path.ChangeExtension(own, ".deps.json"), own, BareKestrelProgram.Name, list, $"http://127.0.0.1:{port}"])
        {
            start.ArgumentList.Add(argument);
        }

        Child child = place.Children.Start("bare Kestrel", Path.Combine(folder, "kestrel.log"), start);
        BareKestrel kestrel = new(place, child, new Uri($"http://127.0.0.1:{port}/"));
        await place.WaitForAsync(child, kestrel.Address).ConfigureAwait(false);
        return kestrel;
    }

    public void Dispose() => _place.Children.End(_child);
}
