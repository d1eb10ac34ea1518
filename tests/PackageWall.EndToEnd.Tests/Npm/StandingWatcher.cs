using MediatR;
using PackageWall.Core.Standings;

namespace PackageWall.EndToEnd.Tests.Npm;

/// <summary>Hears every change of standing, so that tests wait for a decision and not for a time.</summary>
public sealed class StandingWatcher : INotificationHandler<StandingChanged>
{
    private readonly Lock _lock = new();
    private readonly HashSet<(string Package, string Version, StandingKind Kind)> _seen = [];
    private readonly List<((string, string, StandingKind) Change, TaskCompletionSource Seen)> _waiting = [];

    /// <summary>Ends when a version has reached a standing.</summary>
    public Task ReachesAsync(string package, string version, StandingKind kind)
    {
        lock (_lock)
        {
            if (_seen.Contains((package, version, kind)))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add(((package, version, kind), seen));
            return seen.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    /// <inheritdoc/>
    public Task Handle(StandingChanged notification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        (string, string, StandingKind) change =
            (notification.Version.Key.Package.Value, notification.Version.Key.Version.Value, notification.Version.Standing.Kind);
        lock (_lock)
        {
            _seen.Add(change);
            foreach (((string, string, StandingKind) _, TaskCompletionSource seen) in _waiting.Where(waiting => waiting.Change == change))
            {
                seen.TrySetResult();
            }
        }

        return Task.CompletedTask;
    }
}
