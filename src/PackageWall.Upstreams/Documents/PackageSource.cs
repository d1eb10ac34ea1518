using System.Collections.Concurrent;
using PackageWall.Core.Documents;
using PackageWall.Feeds.Documents;
using PackageWall.Packages;
using PackageWall.Upstreams.Http;

namespace PackageWall.Upstreams.Documents;

/// <summary>
/// What the upstreams of all ecosystems share: parsed documents in memory while they are fresh, one request per package however many
/// ask, "there is none" remembered for a minute, a stale document kept from hammering an upstream that is away.
/// </summary>
internal abstract class PackageSource(UpstreamClient client, long artifactLimit, TimeProvider time) : IPackageSource, IDisposable
{
    private const long MaxBytesInMemory = 192L << 20;
    private const int MaxAnswers = 20_000;
    private static readonly TimeSpan MissingFor = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StaleFor = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<PackageName, Answer> _answers = new();
    private readonly ConcurrentDictionary<PackageName, Lazy<Task<SourceAnswer>>> _flights = new();
    private readonly ArtifactDownload _download = new(client, artifactLimit);
    private long _bytes;

    /// <summary>How long a document counts as fresh.</summary>
    protected abstract TimeSpan FreshFor { get; }

    /// <summary>The client, for derived sources.</summary>
    protected UpstreamClient Client { get; } = client;

    /// <summary>The clock, for derived sources.</summary>
    protected TimeProvider Time { get; } = time;

    public Task<SourceAnswer> ReadAsync(PackageName package, CancellationToken cancellation)
    {
        if (_answers.TryGetValue(package, out Answer? known) && Time.GetUtcNow() < known.Until)
        {
            return Task.FromResult(known.Source);
        }

        return _flights.GetOrAdd(package, name => new Lazy<Task<SourceAnswer>>(() => Task.Run(() => FlyAsync(name)))).Value.WaitAsync(cancellation);
    }

    public Task<DownloadAnswer> DownloadAsync(UpstreamArtifact artifact, Stream destination, CancellationToken cancellation) =>
        _download.RunAsync(artifact, destination, cancellation);

    public abstract Task<RelayAnswer> RelayAsync(RelayRequest request, CancellationToken cancellation);

    public void Dispose() => Client.Dispose();

    /// <summary>Asks the upstream and reads its documents.</summary>
    protected abstract Task<SourceAnswer> LoadAsync(PackageName package, CancellationToken cancellation);

    /// <summary>About how much memory a document takes, in bytes.</summary>
    protected abstract long SizeOf(PackageDocument document);

    private async Task<SourceAnswer> FlyAsync(PackageName package)
    {
        try
        {
            SourceAnswer answer = await LoadAsync(package, CancellationToken.None).ConfigureAwait(false);
            DateTimeOffset now = Time.GetUtcNow();
            switch (answer)
            {
                case SourceAnswer.Known known:
                    Keep(package, known, known.Document.IsStale ? now + StaleFor : known.Document.FetchedAt + FreshFor, SizeOf(known.Document));
                    break;
                case SourceAnswer.Missing:
                    Keep(package, answer, now + MissingFor, 0);
                    break;
                default:
                    break;
            }

            return answer;
        }
        finally
        {
            _flights.TryRemove(package, out _);
        }
    }

    private void Keep(PackageName package, SourceAnswer source, DateTimeOffset until, long size)
    {
        var answer = new Answer(source, until, size);
        if (_answers.TryRemove(package, out Answer? old))
        {
            Interlocked.Add(ref _bytes, -old.Size);
        }

        if (_answers.TryAdd(package, answer))
        {
            Interlocked.Add(ref _bytes, size);
        }

        // What was fetched longest ago goes first; everything is on disk, so a miss costs a read and a parse.
        if (Interlocked.Read(ref _bytes) > MaxBytesInMemory || _answers.Count > MaxAnswers)
        {
            foreach ((PackageName name, Answer oldest) in _answers.OrderBy(pair => pair.Value.Until).Take(Math.Max(1, _answers.Count / 4)).ToArray())
            {
                if (_answers.TryRemove(KeyValuePair.Create(name, oldest)))
                {
                    Interlocked.Add(ref _bytes, -oldest.Size);
                }
            }
        }
    }

    private sealed record Answer(SourceAnswer Source, DateTimeOffset Until, long Size);
}
