using PackageWall.Benchmarks.Comparison.Peers;

namespace PackageWall.Benchmarks.Comparison.Installs;

/// <summary>Somebody to install from.</summary>
/// <param name="Cold">The way's name when it is empty.</param>
/// <param name="Warm">The way's name when it is full; null for the registry itself, which is asked once.</param>
/// <param name="StartAsync">Starts it empty; gives null for the registry itself.</param>
/// <param name="Address">The address for clients.</param>
internal sealed record Source(string Cold, string? Warm, Func<Task<IPeer?>> StartAsync, Func<IPeer?, Uri> Address)
{
    /// <summary>Whether clients come when it has started and rests, as they do to a service, or in the moment in which it answers.</summary>
    public bool IsRested { get; init; } = true;
}
