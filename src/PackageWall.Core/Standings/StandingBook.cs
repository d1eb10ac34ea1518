using System.Collections.Concurrent;
using System.Collections.Immutable;
using PackageWall.Core.Versions;
using PackageWall.Packages;

namespace PackageWall.Core.Standings;

/// <summary>
/// The records of packages in memory, loaded from the store when first asked for. The gate reads here, so that a released artifact
/// needs no database.
/// </summary>
/// <remarks>
/// Entries leave in the order they came once there are too many; they are loaded again when asked for. One process owns the data
/// folder, so nobody else writes behind the book's back.
/// </remarks>
public sealed class StandingBook(IVersionStore store, TimeProvider time)
{
    private const int MaxPackages = 50_000;

    private readonly ConcurrentDictionary<(string Feed, PackageName Package), Lazy<Task<PackageStandings>>> _packages = new();
    private readonly ConcurrentQueue<(string Feed, PackageName Package)> _arrivals = new();
    private long _epoch;

    /// <summary>The records of a package; without a wait when they are in memory.</summary>
    public ValueTask<PackageStandings> GetAsync(string feed, PackageName package)
    {
        (string, PackageName) key = (feed, package);
        if (!_packages.TryGetValue(key, out Lazy<Task<PackageStandings>>? entry))
        {
            entry = _packages.GetOrAdd(key, static (k, book) =>
            {
                book._arrivals.Enqueue(k);
                return new Lazy<Task<PackageStandings>>(() => book.LoadAsync(k.Feed, k.Package));
            }, this);

            // Only here: counting a concurrent dictionary locks all of it.
            Trim();
        }

        Task<PackageStandings> task = entry.Value;
        if (task.IsFaulted || task.IsCanceled)
        {
            // A store that failed once must not fail for ever.
            _packages.TryRemove(KeyValuePair.Create(key, entry));
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

        _packages[key] = new Lazy<Task<PackageStandings>>(Task.FromResult(after));
    }

    private async Task<PackageStandings> LoadAsync(string feed, PackageName package)
    {
        IReadOnlyList<VersionRecord> records = await store.LoadAsync(feed, package, CancellationToken.None).ConfigureAwait(false);
        return new PackageStandings(records.ToImmutableDictionary(record => record.Key.Version.Key), Interlocked.Increment(ref _epoch))
        {
            // After a restart nobody remembers the minute; now is never too early for a client's cache.
            DecidedAt = records.Count > 0 ? time.GetUtcNow() : null,
        };
    }

    private void Trim()
    {
        while (_packages.Count > MaxPackages && _arrivals.TryDequeue(out (string, PackageName) oldest))
        {
            _packages.TryRemove(oldest, out _);
        }
    }
}
