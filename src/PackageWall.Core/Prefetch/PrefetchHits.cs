using System.Collections.Concurrent;
using PackageWall.Packages;

namespace PackageWall.Core.Prefetch;

/// <summary>Remembers what was prefetched until somebody asks for it, to tell what predictions are worth.</summary>
public sealed class PrefetchHits(PrefetchMetrics metrics, TimeProvider time)
{
    private const int Most = 10_000;

    /// <summary>An install that has not asked by now does not come.</summary>
    private static readonly TimeSpan WastedAfter = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<(string Feed, PackageName Package, string File), DateTimeOffset> _open = new();
    private int _count;

    /// <summary>A client asks for an artifact. Costs a comparison while nothing is outstanding.</summary>
    public void Asked(string feed, PackageName package, string file)
    {
        if (Volatile.Read(ref _count) > 0 && _open.TryRemove((feed, package, file), out _))
        {
            Interlocked.Decrement(ref _count);
            metrics.Count(PrefetchOutcome.Hit);
        }
    }

    internal void Begun(string feed, PackageName package, string file)
    {
        if (Volatile.Read(ref _count) >= Most)
        {
            Sweep();
        }

        if (Volatile.Read(ref _count) < Most && _open.TryAdd((feed, package, file), time.GetUtcNow()))
        {
            Interlocked.Increment(ref _count);
        }
    }

    internal void Failed(string feed, PackageName package, string file)
    {
        if (_open.TryRemove((feed, package, file), out _))
        {
            Interlocked.Decrement(ref _count);
        }
    }

    internal void Sweep()
    {
        DateTimeOffset end = time.GetUtcNow() - WastedAfter;
        foreach (KeyValuePair<(string, PackageName, string), DateTimeOffset> old in _open.Where(pair => pair.Value < end))
        {
            if (_open.TryRemove(old))
            {
                Interlocked.Decrement(ref _count);
                metrics.Count(PrefetchOutcome.Wasted);
            }
        }
    }
}
