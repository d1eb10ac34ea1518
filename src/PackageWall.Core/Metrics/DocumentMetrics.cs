using System.Diagnostics.Metrics;

namespace PackageWall.Core.Metrics;

/// <summary>
/// What the caches of documents tell. A look-up is an interlocked addition and allocates nothing, so it may stand in the path of every
/// request; what a cache holds is read when somebody asks.
/// </summary>
public sealed class DocumentMetrics
{
    private static readonly DocumentCacheName[] Caches = Enum.GetValues<DocumentCacheName>();
    private static readonly DocumentLookup[] Places = Enum.GetValues<DocumentLookup>();

    private readonly Tally _lookups = new(
        from cache in Caches
        from place in Places
        select new[] { Name(cache), Tally.Label(MetricNames.Outcome, place.ToString().ToLowerInvariant()) });

    private readonly Func<long>?[] _held = new Func<long>?[Caches.Length];
    private readonly Func<long>?[] _evicted = new Func<long>?[Caches.Length];

    /// <summary>Registers the instruments.</summary>
    public DocumentMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        Meter meter = meters.Create(MetricNames.Meter);
        meter.CreateObservableCounter(MetricNames.DocumentLookups, _lookups.Read, "{lookup}", "Look-ups in the caches of documents");
        meter.CreateObservableCounter(MetricNames.DocumentEvictions, () => Read(_evicted), "{document}", "Documents that left memory to make room");
        meter.CreateObservableGauge(MetricNames.DocumentsHeld, () => Read(_held), "By", "Bytes of documents in memory");
    }

    /// <summary>A document was looked for.</summary>
    public void LookedUp(DocumentCacheName cache, DocumentLookup place) => _lookups.Add(Cell(cache, place), 1);

    /// <summary>Look-ups so far that ended there.</summary>
    public long Lookups(DocumentCacheName cache, DocumentLookup place) => _lookups[Cell(cache, place)];

    /// <summary>Names who knows what a cache holds.</summary>
    /// <param name="cache">Which.</param>
    /// <param name="held">Bytes in memory.</param>
    /// <param name="evicted">Documents that had to leave for others, since the start.</param>
    public void Watch(DocumentCacheName cache, Func<long> held, Func<long> evicted) => (_held[(int)cache], _evicted[(int)cache]) = (held, evicted);

    private static IEnumerable<Measurement<long>> Read(Func<long>?[] numbers) =>
        Caches.Select(cache => new Measurement<long>(numbers[(int)cache]?.Invoke() ?? 0, Name(cache)));

    private static int Cell(DocumentCacheName cache, DocumentLookup place) => ((int)cache * Places.Length) + (int)place;

    private static KeyValuePair<string, object?> Name(DocumentCacheName cache) => Tally.Label(MetricNames.Cache, cache.ToString().ToLowerInvariant());
}
