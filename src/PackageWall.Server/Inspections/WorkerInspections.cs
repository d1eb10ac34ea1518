using PackageWall.Core.Intake;
using PackageWall.Inspection;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Workers.Pool;

namespace PackageWall.Server.Inspections;

/// <summary>The server inspects in worker processes: hostile bytes are never read where the database and the clients are.</summary>
internal sealed class WorkerInspections : IInspectionService, IAsyncDisposable, IDisposable
{
    /// <summary>An install asks for many at once.</summary>
    private const int Ahead = 2;

    private readonly WorkerPool _workers;
    private readonly int _count;
    private readonly TimeProvider _time;

    public WorkerInspections(WorkerOptions options, SignatureSet signatures, InspectionLimits limits, TimeProvider time, ILogger<WorkerInspections> log)
    {
        (_time, _count) = (time, options.Count);
        _workers = new WorkerPool(options with { Log = message => log.LogWarning("{Message}", message) }, signatures, limits, time);
    }

    /// <summary>Inspections that wait for a worker.</summary>
    public int Waiting => _workers.Waiting;

    /// <summary>Inspections under way.</summary>
    public int Running => _workers.Running;

    /// <summary>Whether as many workers as are started ahead have come up.</summary>
    public bool AreReady => _workers.Ready >= Math.Min(Ahead, _count);

    /// <inheritdoc/>
    public Task<InspectionReport> InspectAsync(Artifact artifact, CancellationToken cancellation) => _workers.InspectAsync(artifact, cancellation);

    /// <summary>
    /// Starts a worker before the first artifact comes, and a little later a second one: an install asks for many at once, but whoever
    /// asks right after the start should not share the processors with two of them.
    /// </summary>
    public void WarmUp()
    {
        _workers.WarmUp();
        _ = LaterAsync();

        async Task LaterAsync()
        {
            await Task.Delay(TimeSpan.FromSeconds(2), _time).ConfigureAwait(false);
            _workers.WarmUp(Ahead);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _workers.DisposeAsync();

    /// <summary>For containers that cannot wait.</summary>
    public void Dispose() => _workers.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
