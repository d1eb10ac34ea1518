using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using PackageWall.Core.Caching;
using PackageWall.Core.Feeds;
using PackageWall.Packages;

namespace PackageWall.Core.Prefetch;

/// <summary>
/// What waits to be prefetched: wishes to look up, and candidates that were found. Both are bounded; what does not fit is dropped, because
/// the gate brings in whatever is asked for in any case.
/// </summary>
public sealed class PrefetchBoard(PrefetchOptions options, PrefetchMetrics metrics, TimeProvider time)
{
    private const long SeenBytes = 2 << 20;
    private const int SizeOfSeen = 200;

    /// <summary>What was a candidate is none again for this long, whatever became of it.</summary>
    private static readonly TimeSpan SeenFor = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<PrefetchWish, (long, long)> _wishes = new();
    private readonly PriorityQueue<PrefetchCandidate, (PrefetchReason, long, long)> _candidates = new();
    private readonly ClockCache<(string Feed, PackageName Package, string File), object> _seen = new(SeenBytes);
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _order;

    /// <summary>Artifacts that wait for their turn.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _candidates.Count;
            }
        }
    }

    /// <summary>What is allowed.</summary>
    public PrefetchOptions Options => options;

    /// <summary>A client has said which versions it will install. Returns at once.</summary>
    /// <param name="feed">Through which feed.</param>
    /// <param name="package">Which package.</param>
    /// <param name="versions">Those of its versions that are unseen.</param>
    /// <param name="size">Their unpacked bytes as far as can be told without the document, else 0.</param>
    public void Announce(Feed feed, PackageName package, IReadOnlyList<PackageVersion> versions, long size) =>
        Wish(new PrefetchWish.Announced(feed, package, versions) { Size = size });

    internal void Wish(PrefetchWish wish)
    {
        if (!options.IsOn || wish.Feed.IsInternal(wish.Package))
        {
            return;
        }

        lock (_lock)
        {
            if (_wishes.Count >= options.MostWaiting)
            {
                metrics.Count(PrefetchOutcome.Dropped);
                return;
            }

            _wishes.Enqueue(wish, (-wish.Size, _order++));
        }

        Wake();
    }

    internal void Offer(PrefetchCandidate candidate)
    {
        if (!options.IsOn || !IsNew(candidate.Feed, candidate.Package, candidate.Artifact.FileName))
        {
            return;
        }

        metrics.Count(PrefetchOutcome.Predicted);
        lock (_lock)
        {
            if (_candidates.Count >= options.MostWaiting)
            {
                metrics.Count(PrefetchOutcome.Dropped);
                return;
            }

            _candidates.Enqueue(candidate, (candidate.Reason, -candidate.Size, _order++));
        }

        Wake();
    }

    // Whether this was no candidate lately; from now on it was.
    private bool IsNew(Feed feed, PackageName package, string file)
    {
        DateTimeOffset now = time.GetUtcNow();
        (string, PackageName, string) key = (feed.Name, package, file);
        if (_seen.TryGet(key, out object? until) && now < (DateTimeOffset)until)
        {
            return false;
        }

        _seen.Set(key, now + SeenFor, SizeOfSeen);
        return true;
    }

    /// <summary>Takes the first wish if it may be followed now.</summary>
    internal bool TryTake(Func<PrefetchWish, bool> mayGo, [NotNullWhen(true)] out PrefetchWish? wish)
    {
        lock (_lock)
        {
            return _wishes.TryPeek(out wish, out _) && mayGo(wish) && _wishes.TryDequeue(out wish, out _);
        }
    }

    /// <summary>Takes the first candidate if it may go now.</summary>
    internal bool TryTake(Func<PrefetchCandidate, bool> mayGo, [NotNullWhen(true)] out PrefetchCandidate? candidate)
    {
        lock (_lock)
        {
            return _candidates.TryPeek(out candidate, out _) && mayGo(candidate) && _candidates.TryDequeue(out candidate, out _);
        }
    }

    /// <summary>Waits until something has changed since the last wait.</summary>
    internal async Task NewsAsync(CancellationToken cancellation) => await _news.Reader.ReadAsync(cancellation).ConfigureAwait(false);

    internal void Wake() => _news.Writer.TryWrite(true);
}
