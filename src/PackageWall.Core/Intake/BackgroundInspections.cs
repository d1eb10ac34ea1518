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
    private readonly Channel<(Feed Feed, PackageView View, UpstreamVersion Version)> _queue =
        Channel.CreateBounded<(Feed, PackageView, UpstreamVersion)>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

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
            if (_waiting.TryAdd(key, true) && !_queue.Writer.TryWrite((feed, view, version)))
            {
                _waiting.TryRemove(key, out _);
            }
        }
    }

    /// <summary>Works the queue until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await foreach ((Feed feed, PackageView view, UpstreamVersion version) in _queue.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            PackageName package = view.Document.Package.Name;
            if (await PredecessorAsync(feed, view, version).ConfigureAwait(false) is { } predecessor)
            {
                await BringInAsync(feed, package, predecessor, 1).ConfigureAwait(false);
            }

            await BringInAsync(feed, package, version, ArtifactsPerVersion).ConfigureAwait(false);
            _waiting.TryRemove((feed.Name, package, version.Version.Value), out _);
        }
    }

    private async Task BringInAsync(Feed feed, PackageName package, UpstreamVersion version, int artifacts)
    {
        foreach (UpstreamArtifact artifact in version.Artifacts.OrderBy(Preference).Take(artifacts))
        {
            await desk.BringInAsync(new IntakeRequest(feed, package, version, artifact)).ConfigureAwait(false);
        }
    }

    private async Task<UpstreamVersion?> PredecessorAsync(Feed feed, PackageView view, UpstreamVersion version)
    {
        PackageStandings standings = await book.GetAsync(feed.Name, view.Document.Package.Name).ConfigureAwait(false);
        UpstreamVersion? predecessor = view.Document.Package.Versions
            .Where(other => other.Version < version.Version && !view.Withheld.ContainsKey(other.Version.Value) && !other.Version.IsPrerelease)
            .OrderByDescending(other => other.Version.Major == version.Version.Major)
            .ThenByDescending(other => other.Version)
            .FirstOrDefault();
        return predecessor is null || standings.Records.GetValueOrDefault(predecessor.Version.Key) is { Artifacts.Count: > 0 } ? null : predecessor;
    }

    // Python: a pure wheel says most for the least; then any wheel, then the source.
    private static int Preference(UpstreamArtifact artifact) => artifact.FileName switch
    {
        var name when name.EndsWith("-none-any.whl", StringComparison.Ordinal) => 0,
        var name when name.Contains("manylinux", StringComparison.Ordinal) && name.Contains("x86_64", StringComparison.Ordinal) => 1,
        var name when name.EndsWith(".tar.gz", StringComparison.Ordinal) => 2,
        _ => 3,
    };
}
