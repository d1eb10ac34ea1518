using System.Diagnostics.Metrics;
using PackageWall.Core.Metrics;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;

namespace PackageWall.Server.Metrics;

/// <summary>
/// Versions by standing. The database counts them, which takes its time with a million; so it does that only when somebody asks, and at
/// most once a minute however many ask.
/// </summary>
internal sealed partial class StandingMetrics : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly IVersionStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<StandingMetrics> _log;
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Measurement<long>[] _counts = [];
    private long? _countedAt;

    public StandingMetrics(IMeterFactory meters, IVersionStore store, TimeProvider time, ILogger<StandingMetrics> log)
    {
        (_store, _time, _log) = (store, time, log);
        meters.Create(MetricNames.Meter).CreateObservableGauge(MetricNames.Standings, () => _counts, "{version}", "Known versions");
    }

    /// <summary>Counts, unless that was done a moment ago. A database that is away leaves the last counts.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_countedAt is { } counted && _time.GetElapsedTime(counted) < Fresh)
            {
                return;
            }

            _countedAt = _time.GetTimestamp();
            IReadOnlyDictionary<StandingKind, long> counts = await _store.CountAsync(cancellation).ConfigureAwait(false);
            _counts = [.. counts.OrderBy(pair => pair.Key)
                .Select(pair => new Measurement<long>(pair.Value, Tally.Label(MetricNames.Standing, pair.Key.ToString().ToLowerInvariant())))];
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    [LoggerMessage(LogLevel.Warning, "The versions could not be counted")]
    private partial void LogFailed(Exception failure);
}
