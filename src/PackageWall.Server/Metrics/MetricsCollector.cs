using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PackageWall.Core.Metrics;

namespace PackageWall.Server.Metrics;

/// <summary>
/// Listens to this wall's meter, and takes the runtime's numbers along. What each request adds is kept in cells that are only read here
/// when somebody asks (<see cref="Tally"/>); what is heard as it happens are downloads, inspections and transactions, which cost
/// a thousand times what hearing of them does.
/// </summary>
internal sealed class MetricsCollector : IDisposable
{
    private const string Runtime = "System.Runtime";

    // Heard at every exception that is thrown, and of no use without its text.
    private const string Exceptions = "dotnet.exceptions";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, MetricSeries> _series = new();
    private readonly Lock _collecting = new();

    public MetricsCollector(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Walls that share a process, as in tests, each have their meters.
            bool ours = instrument.Meter.Name == MetricNames.Meter && ReferenceEquals(instrument.Meter.Scope, meters);
            if (ours || (instrument.Meter.Name == Runtime && instrument.IsObservable && instrument.Name != Exceptions))
            {
                listener.EnableMeasurementEvents(instrument, _series.GetOrAdd(instrument, static i => new MetricSeries(i)));
            }
        };
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, series) => (series as MetricSeries)?.Add(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, series) => (series as MetricSeries)?.Add(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, series) => (series as MetricSeries)?.Add(value, tags));
        _listener.Start();
    }

    /// <summary>All metrics now, by name.</summary>
    public IReadOnlyList<MetricFamily> Collect()
    {
        lock (_collecting)
        {
            foreach (MetricSeries series in _series.Values)
            {
                series.Forget();
            }

            _listener.RecordObservableInstruments();
            return [.. _series.Values.Select(series => series.Read()).OrderBy(family => family.Name, StringComparer.Ordinal)];
        }
    }

    public void Dispose() => _listener.Dispose();
}
