using System.Collections.Concurrent;
using PackageWall.Core.Documents;
using PackageWall.Core.Metrics;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;
using PackageWall.Upstreams.Http;

namespace PackageWall.Upstreams.Documents;

/// <summary>
/// What the upstreams of all ecosystems share: what was read of documents in memory, one request per package however many ask, "there
/// is none" remembered for a minute, a stale document kept from hammering an upstream that is away.
/// </summary>
/// <remarks>
/// A document that is older than <see cref="FreshFor"/> is still answered at once for <see cref="ServedFor"/>, and the upstream is
/// asked behind the answer. Nothing can leave too early through this: which versions are given out is decided at each answer with
/// the clock of that moment, and an older document only knows fewer of them. What it can do is to show a version that the upstream
/// has just taken away, for as long; the gate inspects it all the same.
/// </remarks>
internal abstract class PackageSource(UpstreamClient client, long artifactLimit, SourceMemory memory, TimeProvider time) : IPackageSource, IDisposable
{
    /// <summary>Requests behind answers at once: clients that wait for an upstream have the connections first.</summary>
    private const int MaxBehind = 8;

    private static readonly TimeSpan MissingFor = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StaleFor = TimeSpan.FromSeconds(15);

    /// <summary>A client that wants to know what the upstream says now is content with this.</summary>
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(PackageName Package, bool Asks), Lazy<Task<SourceAnswer>>> _flights = new();
    private readonly ArtifactDownload _download = new(client, artifactLimit, time);
    private int _behind;

    /// <summary>How long a document counts as fresh.</summary>
    protected abstract TimeSpan FreshFor { get; }

    /// <summary>How long after the last contact a document is answered without waiting for the next.</summary>
    protected abstract TimeSpan ServedFor { get; }

    /// <summary>The client, for derived sources.</summary>
    protected UpstreamClient Client { get; } = client;

    /// <summary>The clock, for derived sources.</summary>
    protected TimeProvider Time { get; } = time;

    public Task<SourceAnswer> ReadAsync(PackageName package, CancellationToken cancellation)
    {
        if (memory.TryGet(this, package, out KeptAnswer? kept))
        {
            DateTimeOffset now = Time.GetUtcNow();
            if (kept.Times.IsFresh(now))
            {
                memory.LookedUp(DocumentLookup.Memory);
                return kept.Task;
            }

            if (kept.Times.IsServed(now))
            {
                memory.LookedUp(DocumentLookup.Memory);
                AskBehind(package, kept.Times, now);
                return kept.Task;
            }
        }

        return Flight(package, asks: false).WaitAsync(cancellation);
    }

    public SourceState? Peek(PackageName package)
    {
        DateTimeOffset now = Time.GetUtcNow();
        if (memory.TimesOfAbsent(this, package) is not { State: { } state } times || !times.IsServed(now))
        {
            return null;
        }

        if (!times.IsFresh(now))
        {
            AskBehind(package, times, now);
        }

        return state;
    }

    public Task<SourceAnswer> ReadNowAsync(PackageName package, CancellationToken cancellation) =>
        memory.TryGet(this, package, out KeptAnswer? kept) && kept.Times.WasAskedWithin(Now, Time.GetUtcNow())
            ? kept.Task
            : Flight(package, asks: true).WaitAsync(cancellation);

    public Task<SourceAnswer> ReadAgainAsync(PackageDocument outdated, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(outdated);
        PackageName package = outdated.Package.Name;
        if (memory.TryGet(this, package, out KeptAnswer? kept) && kept.Document?.Revision == outdated.Revision)
        {
            memory.Forget(this, package, kept);
        }

        return ReadAsync(package, cancellation);
    }

    public virtual Task<DownloadAnswer> DownloadAsync(UpstreamArtifact artifact, Stream destination, CancellationToken cancellation) =>
        _download.RunAsync(artifact, destination, cancellation);

    public abstract Task<RelayAnswer> RelayAsync(RelayRequest request, CancellationToken cancellation);

    public void Dispose() => Client.Dispose();

    /// <summary>Reads the documents of a package: from the store when they are younger than <paramref name="maxAge"/>, else from the upstream.</summary>
    /// <param name="package">Which.</param>
    /// <param name="maxAge">How old they may be.</param>
    /// <param name="known">What was read before: it need not be read again when it has not changed.</param>
    /// <param name="cancellation">Ends it.</param>
    protected abstract Task<SourceAnswer> LoadAsync(PackageName package, TimeSpan maxAge, PackageDocument? known, CancellationToken cancellation);

    /// <summary>About how much memory a document takes, in bytes.</summary>
    protected abstract long SizeOf(PackageDocument document);

    private void AskBehind(PackageName package, KeptTimes times, DateTimeOffset now)
    {
        if (Volatile.Read(ref _behind) < MaxBehind && times.TakeTurn(now, StaleFor))
        {
            _ = BehindAsync(package);
        }
    }

    private async Task BehindAsync(PackageName package)
    {
        Interlocked.Increment(ref _behind);
        try
        {
            // Its failure is no news: the next turn asks again, and when the document's time is over a client waits and is told.
            await ((Task)Flight(package, asks: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            Interlocked.Decrement(ref _behind);
        }
    }

    private Task<SourceAnswer> Flight(PackageName package, bool asks) =>
        _flights.GetOrAdd((package, asks), key => new Lazy<Task<SourceAnswer>>(() => Task.Run(() => FlyAsync(key.Package, key.Asks)))).Value;

    private async Task<SourceAnswer> FlyAsync(PackageName package, bool asks)
    {
        try
        {
            DateTimeOffset started = Time.GetUtcNow();
            KeptAnswer? before = memory.TryGet(this, package, out KeptAnswer? found) ? found : null;
            SourceAnswer answer = await LoadAsync(package, asks ? Now : ServedFor, before?.Document, CancellationToken.None).ConfigureAwait(false);
            DateTimeOffset now = Time.GetUtcNow();
            memory.LookedUp(answer is SourceAnswer.Known { Document: var read } && read.FetchedAt < started ? DocumentLookup.Disk : DocumentLookup.Miss);
            if ((answer is SourceAnswer.Unavailable or SourceAnswer.Known { Document.IsStale: true }) && Good(package, before, answer, now) is { } good)
            {
                // Nobody who does not wait for the upstream is told that it is away before the document's time is over.
                good.Times.Asked(now);
                return new SourceAnswer.Known(good.Document! with { IsStale = true });
            }

            Keep(package, answer, now);
            return answer;
        }
        finally
        {
            _flights.TryRemove((package, asks), out _);
        }
    }

    // What is answered without a wait in spite of a failure: what was kept, or what came from the store when it had to leave memory.
    private KeptAnswer? Good(PackageName package, KeptAnswer? before, SourceAnswer answer, DateTimeOffset now)
    {
        if (before is not null)
        {
            return before.Document is { IsStale: false } && before.Times.IsServed(now) ? before : null;
        }

        if (answer is not SourceAnswer.Known { Document: var stored }
            || memory.TimesOfAbsent(this, package) is not { } times
            || times.State != new SourceState(stored.Revision, IsStale: false)
            || !times.IsServed(now))
        {
            return null;
        }

        var good = new KeptAnswer(new SourceAnswer.Known(stored with { IsStale = false }), times);
        memory.Keep(this, package, good, SizeOf(stored));
        return good;
    }

    private void Keep(PackageName package, SourceAnswer answer, DateTimeOffset now)
    {
        switch (answer)
        {
            case SourceAnswer.Known { Document: var document }:
                DateTimeOffset saidAt = document.IsStale ? now : document.FetchedAt;
                KeptTimes times = Times(document, saidAt, document.IsStale ? StaleFor : FreshFor, document.IsStale ? StaleFor : ServedFor);
                memory.Keep(this, package, new KeptAnswer(answer, times), SizeOf(document));
                if (!times.IsFresh(now) && times.IsServed(now))
                {
                    AskBehind(package, times, now);
                }

                break;
            case SourceAnswer.Missing:
                memory.Keep(this, package, new KeptAnswer(answer, Times(null, now, MissingFor, MissingFor)), 200);
                break;
            default:
                break;
        }
    }

    private static KeptTimes Times(PackageDocument? document, DateTimeOffset saidAt, TimeSpan fresh, TimeSpan served) =>
        new(document is null ? null : new SourceState(document.Revision, document.IsStale), saidAt, saidAt + fresh, saidAt + served);
}
