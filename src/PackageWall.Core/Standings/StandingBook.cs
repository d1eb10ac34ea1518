using System.Collections.Immutable;
using PackageWall.Core.Caching;
using PackageWall.Core.Versions;
using PackageWall.Packages;

namespace PackageWall.Core.Standings;

/// <summary>
/// The records of packages in memory, loaded from the store when first asked for. The gate reads here, so that a released artifact
/// needs no database.
/// </summary>
/// <remarks>
/// Held are as many as fit a number of bytes; packages that nobody asks for leave first and are loaded again when asked for. One process
/// owns the data folder, so nobody else writes behind the book's back.
/// </remarks>
/// <param name="store">Where they are kept.</param>
/// <param name="time">The clock.</param>
/// <param name="limit">Bytes of all records in memory, about.</param>
public sealed class StandingBook(IVersionStore store, TimeProvider time, long limit = StandingBook.DefaultLimit)
{
    /// <summary>Some forty thousand versions.</summary>
    public const long DefaultLimit = 48L << 20;

    private readonly ClockCache<(string Feed, PackageName Package), Lazy<Task<PackageStandings>>> _packages = new(limit);
    private long _epoch;

    /// <summary>Bytes held, about.</summary>
    public long Bytes => _packages.Bytes;

    /// <summary>Packages that had to leave for others, since the start.</summary>
    public long Evicted => _packages.Evicted;

    /// <summary>The records of a package; without a wait when they are in memory.</summary>
    public ValueTask<PackageStandings> GetAsync(string feed, PackageName package)
    {
        (string, PackageName) key = (feed, package);
        if (!_packages.TryGet(key, out Lazy<Task<PackageStandings>>? entry))
        {
            entry = Enter(feed, package);
        }

        Task<PackageStandings> task = entry.Value;
        if (task.IsFaulted || task.IsCanceled)
        {
            // A store that failed once must not fail for ever.
            _packages.Remove(key, entry);
        }

        return task.IsCompletedSuccessfully ? new ValueTask<PackageStandings>(task.Result) : new ValueTask<PackageStandings>(task);
    }

    /// <summary>Takes over a record that was just committed.</summary>
    internal async Task PutAsync(VersionRecord record, bool standingChanged)
    {
        (string Feed, PackageName Package) key = (record.Key.Feed, record.Key.Package);
        PackageStandings before = await GetAsync(key.Feed, key.Package).ConfigureAwait(false);
        PackageStandings after = before.With(record, Interlocked.Increment(ref _epoch));
        if (standingChanged)
        {
            after = after with { DecidedAt = time.GetUtcNow(), IsDecidedHere = true };
        }

        _packages.Set(key, Loaded(after), StandingSize.Of(after));
    }

    // Entered before it is loaded, so that whoever asks meanwhile waits for the same load; its size is known only then.
    private Lazy<Task<PackageStandings>> Enter(string feed, PackageName package)
    {
        Lazy<Task<PackageStandings>>? own = null;
        own = new Lazy<Task<PackageStandings>>(async () =>
        {
            PackageStandings standings = await LoadAsync(feed, package).ConfigureAwait(false);
            _packages.TryReplace((feed, package), own!, Loaded(standings), StandingSize.Of(standings));
            return standings;
        });
        return _packages.GetOrAdd((feed, package), own, StandingSize.Least);
    }

    private static Lazy<Task<PackageStandings>> Loaded(PackageStandings standings) => new(Task.FromResult(standings));

    private async Task<PackageStandings> LoadAsync(string feed, PackageName package)
    {
        IReadOnlyList<VersionRecord> records = await store.LoadAsync(feed, package, CancellationToken.None).ConfigureAwait(false);
        return new PackageStandings(records.ToImmutableDictionary(record => record.Key.Version.Key), Interlocked.Increment(ref _epoch))
        {
            // After a restart nobody remembers the minute; now is never too early for a client's cache.
            DecidedAt = records.Count > 0 ? time.GetUtcNow() : null,
        };
    }
}
