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

    /// <summary>A client waits for an artifact until this is disposed.</summary>
    public IDisposable ClientWaits()
    {
        Interlocked.Increment(ref _clients);
        return new Wait(this);
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

    private sealed class Wait(IntakeDesk desk) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref desk._clients);
            desk.ClientLeft?.Invoke();
        }
    }
}
