using System.Collections.Concurrent;
using System.Threading.Channels;
using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Core.Intake;

/// <summary>
/// Versions that wait for their time are inspected while they wait, behind the clients' backs: one at a time, so that builds come
/// first. The newest release below is brought in before, to compare with.
/// </summary>
public sealed class BackgroundInspections(IntakeDesk desk, StandingBook book, TimeProvider time)
{
    private const int MaxWaiting = 5_000;
    private const int VersionsPerPackage = 2;
    private const int ArtifactsPerVersion = 2;

    /// <summary>What could not be fetched is not tried again with every document that is asked for.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);

    // Until when each is left alone: for ever while it waits, a while after it failed.
    private readonly ConcurrentDictionary<(string Feed, PackageName Package, string Version), DateTimeOffset> _waiting = new();
    private readonly Channel<Waiter> _queue = Channel.CreateBounded<Waiter>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    private DateTimeOffset _purgeAt;

    /// <summary>How many versions wait.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Queues what a client's document leaves out for its age. Full queues drop: the gate inspects what is asked for in any case.</summary>
    public void Consider(Feed feed, PackageView view)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(view);
        foreach (UpstreamVersion version in view.ToInspect.Take(VersionsPerPackage))
        {
            (string, PackageName, string) key = (feed.Name, view.Document.Package.Name, version.Version.Value);
            if (Enter(key)
                && !_queue.Writer.TryWrite(new Waiter(feed, view.Document.Package.Name, version, Predecessor(view, version))))
            {
                _waiting.TryRemove(key, out _);
            }
        }
    }

    /// <summary>Works the queue until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await foreach (Waiter waiter in _queue.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            if (waiter.Predecessor is { } predecessor && !await IsRecordedAsync(waiter, predecessor).ConfigureAwait(false))
            {
                await BringInAsync(waiter.Feed, waiter.Package, predecessor, 1).ConfigureAwait(false);
            }

            (string, PackageName, string) key = (waiter.Feed.Name, waiter.Package, waiter.Version.Version.Value);
            if (await BringInAsync(waiter.Feed, waiter.Package, waiter.Version, ArtifactsPerVersion).ConfigureAwait(false))
            {
                _waiting.TryRemove(key, out _);
            }
            else
            {
                _waiting[key] = time.GetUtcNow() + AfterFailure;
            }
        }
    }

    private bool Enter((string, PackageName, string) key)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_waiting.TryGetValue(key, out DateTimeOffset until))
        {
            return until <= now && _waiting.TryUpdate(key, DateTimeOffset.MaxValue, until);
        }

        if (_waiting.Count > 2 * MaxWaiting)
        {
            if (now < _purgeAt)
            {
                return false;
            }

            _purgeAt = now + AfterFailure;
            foreach ((var failed, DateTimeOffset end) in _waiting.Where(pair => pair.Value <= now))
            {
                _waiting.TryRemove(KeyValuePair.Create(failed, end));
            }
        }

        return _waiting.TryAdd(key, DateTimeOffset.MaxValue);
    }

    private async Task<bool> BringInAsync(Feed feed, PackageName package, UpstreamVersion version, int artifacts)
    {
        bool isDone = true;
        foreach (UpstreamArtifact artifact in version.Artifacts.OrderBy(Preference).Take(artifacts))
        {
            isDone &= await desk.BringInAsync(new IntakeRequest(feed, package, version, artifact)).ConfigureAwait(false) is IntakeOutcome.Recorded;
        }

        return isDone;
    }

    private async Task<bool> IsRecordedAsync(Waiter waiter, UpstreamVersion version) =>
        (await book.GetAsync(waiter.Feed.Name, waiter.Package).ConfigureAwait(false)).Records.GetValueOrDefault(version.Version.Key) is { Artifacts.Count: > 0 };

    private static UpstreamVersion? Predecessor(PackageView view, UpstreamVersion version) => view.Document.Package.Versions
        .Where(other => other.Version < version.Version && !view.Withheld.ContainsKey(other.Version.Value) && !other.Version.IsPrerelease)
        .OrderByDescending(other => other.Version.Major == version.Version.Major)
        .ThenByDescending(other => other.Version)
        .FirstOrDefault();

    // Python: a pure wheel says most for the least; then any wheel, then the source.
    private static int Preference(UpstreamArtifact artifact) => artifact.FileName switch
    {
        var name when name.EndsWith("-none-any.whl", StringComparison.Ordinal) => 0,
        var name when name.Contains("manylinux", StringComparison.Ordinal) && name.Contains("x86_64", StringComparison.Ordinal) => 1,
        var name when name.EndsWith(".tar.gz", StringComparison.Ordinal) => 2,
        _ => 3,
    };

    // Not the view: thousands of these may wait, and each view holds a document.
    private sealed record Waiter(Feed Feed, PackageName Package, UpstreamVersion Version, UpstreamVersion? Predecessor);
}
