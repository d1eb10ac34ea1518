using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;

namespace PackageWall.Server.Metrics;

/// <summary>What one instrument has said, by labels.</summary>
internal sealed class MetricSeries
{
    /// <summary>Labels come from this program and are few; if that ever changes, memory must not.</summary>
    private const int MaxPoints = 1_000;

    private const int KeyLength = 256;

    private readonly Instrument _instrument;
    private readonly double[] _bounds;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (KeyValuePair<string, string>[] Labels, double Value, long[] Buckets)> _points = new(StringComparer.Ordinal);

    public MetricSeries(Instrument instrument)
    {
        _instrument = instrument;
        Type type = instrument.GetType().GetGenericTypeDefinition();
        Kind = type == typeof(Histogram<>) ? MetricKind.Histogram
            : type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? MetricKind.Counter
            : MetricKind.Gauge;
        _bounds = Kind == MetricKind.Histogram ? [.. (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? []] : [];
    }

    public MetricKind Kind { get; }

    /// <summary>Takes a measurement: observed numbers replace, others add up.</summary>
    public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Span<char> room = stackalloc char[KeyLength];
        ReadOnlySpan<char> key = TryKey(tags, room, out int length) ? room[..length] : Key(tags);
        lock (_lock)
        {
            var points = _points.GetAlternateLookup<ReadOnlySpan<char>>();
            if (_points.Count >= MaxPoints && !points.ContainsKey(key))
            {
                return;
            }

            ref (KeyValuePair<string, string>[] Labels, double Value, long[] Buckets) point = ref CollectionsMarshal.GetValueRefOrAddDefault(points, key, out bool known);
            if (!known)
            {
                point = (Labels(tags), 0, Kind == MetricKind.Histogram ? new long[_bounds.Length + 1] : []);
            }

            point.Value = _instrument.IsObservable ? value : point.Value + value;
            if (Kind == MetricKind.Histogram)
            {
                int bucket = Array.BinarySearch(_bounds, value);
                point.Buckets[bucket < 0 ? ~bucket : bucket]++;
            }
        }
    }

    /// <summary>Forgets what was observed, before it is observed again.</summary>
    public void Forget()
    {
        if (_instrument.IsObservable)
        {
            lock (_lock)
            {
                _points.Clear();
            }
        }
    }

    public MetricFamily Read()
    {
        lock (_lock)
        {
            return new MetricFamily(
                _instrument.Name,
                Kind,
                _instrument.Unit ?? "",
                _instrument.Description ?? "",
                _bounds,
                [.. _points.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new MetricPoint(pair.Value.Labels, pair.Value.Value, [.. pair.Value.Buckets]))]);
        }
    }

    // The labels' values on a line each, without a text of them: measurements come with every request.
    private static bool TryKey(ReadOnlySpan<KeyValuePair<string, object?>> tags, Span<char> room, out int length)
    {
        length = 0;
        for (int i = 0; i < tags.Length; i++)
        {
            string value = tags[i].Value?.ToString() ?? "";
            if (value.Length + 2 > room.Length - length)
            {
                return false;
            }

            if (i > 0)
            {
                room[length++] = '\n';
            }

            value.CopyTo(room[length..]);
            length += value.Length;
        }

        return true;
    }

    private static string Key(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join('\n', Labels(tags).Select(label => label.Value));

    private static KeyValuePair<string, string>[] Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new KeyValuePair<string, string>[tags.Length];
        for (int i = 0; i < tags.Length; i++)
        {
            labels[i] = new(tags[i].Key, tags[i].Value?.ToString() ?? "");
        }

        return labels;
    }
}
