using System.Collections.Concurrent;
using PackageWall.Packages;

namespace PackageWall.Core.Intake;

/// <summary>
/// One flight per artifact: however many clients ask for it, it is fetched and inspected once. A flight is not tied to whoever
/// started it; a client that leaves does not end it.
/// </summary>
public sealed class IntakeDesk(ArtifactIntake intake)
{
    private readonly ConcurrentDictionary<(string Feed, PackageName Package, string File), Lazy<Task<IntakeOutcome>>> _flights = new();
    private int _clients;

    /// <summary>A client that waited has got its answer, or has gone.</summary>
    public event Action? ClientLeft;

    /// <summary>Clients that wait for an artifact now.</summary>
    public int ClientsWaiting => Volatile.Read(ref _clients);

    /// <summary>Whether somebody is bringing it in already.</summary>
    public bool IsUnderWay(IntakeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _flights.ContainsKey((request.Feed.Name, request.Package, request.Artifact.FileName));
    }

    /// <summary>The same as <see cref="BringInAsync"/> for a client that waits: what nobody waits for makes way meanwhile.</summary>
    /// <param name="request">What to bring in.</param>
    /// <param name="patience">How long the client waits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">The client's; ends the waiting, never the flight.</param>
    /// <exception cref="TimeoutException">It took longer.</exception>
    public async Task<IntakeOutcome> BringInForClientAsync(IntakeRequest request, TimeSpan patience, TimeProvider time, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _clients);
        try
        {
            return await BringInAsync(request).WaitAsync(patience, time, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _clients);
            ClientLeft?.Invoke();
        }
    }

    /// <summary>Joins the flight of an artifact, starting it when there is none. Never throws.</summary>
    public Task<IntakeOutcome> BringInAsync(IntakeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        (string, PackageName, string FileName) key = (request.Feed.Name, request.Package, request.Artifact.FileName);
        return _flights.GetOrAdd(key, _ => new Lazy<Task<IntakeOutcome>>(() => Task.Run(() => FlyAsync(key, request)))).Value;
    }

    private async Task<IntakeOutcome> FlyAsync((string, PackageName, string) key, IntakeRequest request)
    {
        try
        {
            return await intake.BringInAsync(request, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _flights.TryRemove(key, out _);
        }
    }
}
