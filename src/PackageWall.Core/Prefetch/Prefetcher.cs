using PackageWall.Core.Documents;
using PackageWall.Core.Intake;
using PackageWall.Core.Standings;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;

namespace PackageWall.Core.Prefetch;

/// <summary>
/// Works off what waits on the board, through the same intake as a client's request and never before one: while clients wait for
/// artifacts it only fills what they leave free.
/// </summary>
/// <remarks>
/// One exception: of a tree that a client has announced, a large artifact may hold one worker meanwhile. Its inspection decides when the
/// install ends, and it is that client's own.
/// </remarks>
public sealed class Prefetcher
{
    /// <summary>Unpacked; takes a good part of a second to inspect.</summary>
    private const long Large = 4 << 20;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly PrefetchBoard _board;
    private readonly NpmPredictions _npm;
    private readonly IntakeDesk _desk;
    private readonly StandingBook _book;
    private readonly PackageViews _views;
    private readonly PrefetchHits _hits;
    private readonly PrefetchMetrics _metrics;
    private readonly TimeProvider _time;
    private int _running;
    private int _reading;
    private long _bytes;
    private DateTimeOffset _minute;

    /// <summary>Made once.</summary>
    public Prefetcher(PrefetchBoard board, NpmPredictions npm, IntakeDesk desk, StandingBook book, PackageViews views, PrefetchHits hits, PrefetchMetrics metrics, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(desk);
        (_board, _npm, _desk, _book, _views, _hits, _metrics, _time) = (board, npm, desk, book, views, hits, metrics, time);
        desk.ClientLeft += board.Wake;
    }

    /// <summary>Works until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (_board.Options.IsOn)
        {
            await _board.NewsAsync(cancellation).ConfigureAwait(false);
            while (_board.TryTake(MayRead, out PrefetchWish? wish))
            {
                _ = FollowAsync(wish);
            }

            while (_board.TryTake(MayGo, out PrefetchCandidate? candidate))
            {
                _ = BringInAsync(candidate);
            }
        }
    }

    // Documents that are read ahead push others out of memory. While clients wait it must be worth that.
    private bool MayRead(PrefetchWish first)
    {
        int reading = Volatile.Read(ref _reading);
        return reading == 0
            ? _desk.ClientsWaiting == 0 || first is PrefetchWish.Ranges or { Size: >= Large }
            : _desk.ClientsWaiting == 0 && reading < _board.Options.DocumentsAtOnce;
    }

    private bool MayGo(PrefetchCandidate first)
    {
        int running = Volatile.Read(ref _running);
        return running + _desk.ClientsWaiting < _board.Options.AtOnce
            || (running == 0 && first is { Reason: PrefetchReason.Announced, Size: >= Large } && _board.Options.AtOnce > 1);
    }

    private async Task FollowAsync(PrefetchWish wish)
    {
        Interlocked.Increment(ref _reading);
        try
        {
            // Not on the loop's thread: reading a document that is on disk takes milliseconds.
            await Task.Run(() => LookUpAsync(wish)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            Interlocked.Decrement(ref _reading);
            _board.Wake();
        }
    }

    private async Task LookUpAsync(PrefetchWish wish)
    {
        if (wish is PrefetchWish.Announced told && await AreHereAsync(told).ConfigureAwait(false))
        {
            return;
        }

        if (await wish.Feed.Source.ReadAsync(wish.Package, CancellationToken.None).ConfigureAwait(false) is not SourceAnswer.Known known)
        {
            return;
        }

        PackageView view = await _views.GetAsync(wish.Feed, known.Document).ConfigureAwait(false);
        switch (wish)
        {
            case PrefetchWish.Announced announced:
                foreach (UpstreamVersion version in view.Document.Package.Versions.Where(version => announced.Versions.Contains(version.Version)))
                {
                    if (PrefetchChoice.Candidate(wish.Feed, view, version) is { } candidate)
                    {
                        _board.Offer(candidate with { Reason = PrefetchReason.Announced, Size = candidate.Size > 0 ? candidate.Size : announced.Size });
                    }
                }

                break;
            case PrefetchWish.Ranges:
                await _npm.FollowAsync(wish.Feed, view).ConfigureAwait(false);
                break;
            default:
                throw new InvalidOperationException($"Not a wish: {wish.GetType().Name}.");
        }
    }

    // Whoever announced them has asked for them meanwhile.
    private async Task<bool> AreHereAsync(PrefetchWish.Announced told)
    {
        PackageStandings standings = await _book.GetAsync(told.Feed.Name, told.Package).ConfigureAwait(false);
        return told.Versions.All(version => standings.Records.GetValueOrDefault(version.Key) is { Artifacts.Count: > 0 });
    }

    private async Task BringInAsync(PrefetchCandidate candidate)
    {
        Interlocked.Increment(ref _running);
        try
        {
            _metrics.Count(await ComeAsync(candidate).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Nobody waits for it. When a client asks, it is tried again, and told.
            _metrics.Count(PrefetchOutcome.Failed);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
            _board.Wake();
        }
    }

    private async Task<PrefetchOutcome> ComeAsync(PrefetchCandidate candidate)
    {
        (string feed, PackageName package, string file) = (candidate.Feed.Name, candidate.Package, candidate.Artifact.FileName);
        if (IsSpent() || !candidate.IsLikely())
        {
            return PrefetchOutcome.Dropped;
        }

        var request = new IntakeRequest(candidate.Feed, package, candidate.Version, candidate.Artifact);
        PackageStandings standings = await _book.GetAsync(feed, package).ConfigureAwait(false);
        if (_desk.IsUnderWay(request) || standings.FindArtifact(file) is { Artifact.Inspection: not null })
        {
            return PrefetchOutcome.Overtaken;
        }

        _hits.Begun(feed, package, file);
        if (await _desk.BringInAsync(request).ConfigureAwait(false) is not IntakeOutcome.Recorded { Version: var record })
        {
            _hits.Failed(feed, package, file);
            return PrefetchOutcome.Failed;
        }

        Interlocked.Add(ref _bytes, record.Artifact(file)?.Length ?? 0);
        return PrefetchOutcome.BroughtIn;
    }

    // Asked where the loop starts one, so never twice at once.
    private bool IsSpent()
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (now - _minute >= Minute)
        {
            _minute = now;
            Interlocked.Exchange(ref _bytes, 0);
            _hits.Sweep();
        }

        return Interlocked.Read(ref _bytes) >= _board.Options.BytesPerMinute;
    }
}
