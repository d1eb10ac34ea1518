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
public sealed class BackgroundInspections(IntakeDesk desk, StandingBook book)
{
    private const int MaxWaiting = 5_000;
    private const int VersionsPerPackage = 2;
    private const int ArtifactsPerVersion = 2;

    private readonly ConcurrentDictionary<(string Feed, PackageName Package, string Version), bool> _waiting = new();
    private readonly Channel<Waiter> _queue = Channel.CreateBounded<Waiter>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

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
            if (_waiting.TryAdd(key, true)
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

            await BringInAsync(waiter.Feed, waiter.Package, waiter.Version, ArtifactsPerVersion).ConfigureAwait(false);
            _waiting.TryRemove((waiter.Feed.Name, waiter.Package, waiter.Version.Version.Value), out _);
        }
    }

    private async Task BringInAsync(Feed feed, PackageName package, UpstreamVersion version, int artifacts)
    {
        foreach (UpstreamArtifact artifact in version.Artifacts.OrderBy(Preference).Take(artifacts))
        {
            await desk.BringInAsync(new IntakeRequest(feed, package, version, artifact)).ConfigureAwait(false);
        }
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
