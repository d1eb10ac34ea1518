using System.Diagnostics.Metrics;

namespace PackageWall.Core.Metrics;

/// <summary>
/// What the caches of documents tell: one call per look-up, per eviction, and per change of the bytes held. Each is an interlocked
/// addition and allocates nothing, so it may stand in the path of every request.
/// </summary>
public sealed class DocumentMetrics
{
    private static readonly DocumentCacheName[] Caches = Enum.GetValues<DocumentCacheName>();
    private static readonly DocumentLookup[] Places = Enum.GetValues<DocumentLookup>();

    private readonly Tally _lookups = new(
        from cache in Caches
        from place in Places
        select new[] { Name(cache), Tally.Label(MetricNames.Outcome, place.ToString().ToLowerInvariant()) });

    private readonly Tally _evictions = new(Caches.Select(cache => new[] { Name(cache) }));
    private readonly Tally _held = new(Caches.Select(cache => new[] { Name(cache) }));

    /// <summary>Registers the instruments.</summary>
    public DocumentMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        Meter meter = meters.Create(MetricNames.Meter);
        meter.CreateObservableCounter(MetricNames.DocumentLookups, _lookups.Read, "{lookup}", "Look-ups in the caches of documents");
        meter.CreateObservableCounter(MetricNames.DocumentEvictions, _evictions.Read, "{document}", "Documents that left memory to make room");
        meter.CreateObservableGauge(MetricNames.DocumentsHeld, _held.Read, "By", "Bytes of documents in memory");
    }

    /// <summary>A document was looked for.</summary>
    public void LookedUp(DocumentCacheName cache, DocumentLookup place) => _lookups.Add(((int)cache * Places.Length) + (int)place, 1);

    /// <summary>A document left memory to make room; its bytes are told by <see cref="Holds"/>.</summary>
    public void Evicted(DocumentCacheName cache) => _evictions.Add((int)cache, 1);

    /// <summary>The bytes in memory became more, or (negative) fewer.</summary>
    public void Holds(DocumentCacheName cache, long change) => _held.Add((int)cache, change);

    private static KeyValuePair<string, object?> Name(DocumentCacheName cache) => Tally.Label(MetricNames.Cache, cache.ToString().ToLowerInvariant());
}
