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
