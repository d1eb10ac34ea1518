using System.Security.Cryptography;
using PackageWall.Inspection;
using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;

namespace PackageWall.Workers.Pool;

/// <summary>
/// Inspects artifacts in processes of their own. Whatever a worker does (crash, run over its time or memory, answer nonsense) ends as an
/// inconclusive report with the reason, and another worker takes its place; an answer that got lost never counts as clean.
/// </summary>
/// <remarks>
/// Workers start when they are first needed and stay warm. One that died is replaced at once, so that the next artifact does not wait for
/// a start.
/// </remarks>
public sealed class WorkerPool : IAsyncDisposable
{
    /// <summary>Hashing as much takes no longer than handing it to another thread.</summary>
    private const int HashedAtOnce = 256 << 10;

    private readonly WorkerOptions _options;
    private readonly SignatureSet _signatures;
    private readonly InspectionLimits _limits;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turns;
    private readonly SemaphoreSlim _large = new(1);
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _lock = new();
    private readonly Stack<Task<Worker>> _idle = [];
    private bool _hasToldWhatIsMissing;
    private int _waiting;

    /// <summary>A pool whose workers use these rules and limits.</summary>
    public WorkerPool(WorkerOptions options, SignatureSet signatures, InspectionLimits limits, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Count, 1);
        (_options, _signatures, _limits, _time) = (options, signatures, limits, time);
        _turns = new SemaphoreSlim(options.Count);
    }

    /// <summary>Inspections that wait for their turn.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Inspections under way.</summary>
    public int Running => _options.Count - _turns.CurrentCount;

    /// <summary>Workers that are up: at work, or waiting for it.</summary>
    public int Ready => Running + IdleProcesses.Count;

    /// <summary>Ids of the processes that wait for work.</summary>
    internal IReadOnlyList<int> IdleProcesses
    {
        get
        {
            lock (_lock)
            {
                return [.. _idle.Where(worker => worker.IsCompletedSuccessfully).Select(worker => worker.Result.Id)];
            }
        }
    }

    /// <summary>Starts workers ahead of the artifacts. A failure shows again when a worker is needed.</summary>
    /// <param name="workers">How many should wait for work, if there may be as many.</param>
    public void WarmUp(int workers = 1)
    {
        lock (_lock)
        {
            while (_idle.Count + Running < Math.Min(workers, _options.Count) && !_ending.IsCancellationRequested)
            {
                _idle.Push(StartAsync(_options.Memory));
            }
        }
    }

    /// <summary>Inspects one artifact; waits for its turn when all workers are busy.</summary>
    /// <exception cref="WorkersUnavailableException">No worker can be started; nothing is known about the artifact.</exception>
    /// <exception cref="OperationCanceledException">The caller's cancellation.</exception>
    /// <exception cref="ObjectDisposedException">The pool ended meanwhile; nothing is known about the artifact.</exception>
    public async Task<InspectionReport> InspectAsync(Artifact artifact, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        string sha256 = artifact.Content.Length <= HashedAtOnce
            ? Hash(artifact)
            : await Task.Run(() => Hash(artifact), cancellation).ConfigureAwait(false);
        WorkerAnswer answer = await AskOneAsync(artifact, sha256, cancellation).ConfigureAwait(false);
        if (answer is WorkerAnswer.Failed { WantsMore: true } && _options.LargeMemory > _options.Memory)
        {
            answer = await AskLargeAsync(artifact, sha256, cancellation).ConfigureAwait(false);
        }

        if (answer is WorkerAnswer.Inspected inspected)
        {
            return inspected.Report;
        }

        // Workers that were ended with the pool say nothing about what they were reading.
        ObjectDisposedException.ThrowIf(_ending.IsCancellationRequested, this);
        return Inconclusive(artifact, sha256, ((WorkerAnswer.Failed)answer).Reason);
    }

    /// <summary>Ends all workers. What is under way fails with <see cref="ObjectDisposedException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        Task<Worker>[] idle;
        lock (_lock)
        {
            _ending.Cancel();
            idle = [.. _idle];
            _idle.Clear();
        }

        foreach (Task<Worker> starting in idle)
        {
            await EndAsync(starting).ConfigureAwait(false);
        }
    }

    private async Task<WorkerAnswer> AskOneAsync(Artifact artifact, string sha256, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _turns.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        try
        {
            Worker worker = await TakeAsync().ConfigureAwait(false);
            bool isFit = false;
            try
            {
                WorkerAnswer answer = await AskAsync(worker, artifact, sha256, cancellation).ConfigureAwait(false);
                isFit = answer is WorkerAnswer.Inspected && worker.Inspections < _options.Inspections;
                return answer;
            }
            finally
            {
                await PutBackAsync(worker, isFit).ConfigureAwait(false);
            }
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task<WorkerAnswer> AskLargeAsync(Artifact artifact, string sha256, CancellationToken cancellation)
    {
        await _large.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await using Worker worker = await StartAsync(_options.LargeMemory).WaitAsync(cancellation).ConfigureAwait(false);
            return await AskAsync(worker, artifact, sha256, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _large.Release();
        }
    }

    private async Task<WorkerAnswer> AskAsync(Worker worker, Artifact artifact, string sha256, CancellationToken cancellation)
    {
        WorkerAnswer answer;
        await using (_ending.Token.Register(worker.Kill).ConfigureAwait(false))
        {
            answer = await worker.AskAsync(artifact, sha256, _limits, _signatures.Revision, cancellation).ConfigureAwait(false);
        }

        if (answer is WorkerAnswer.Failed failed)
        {
            _options.Log($"Worker {worker.Id} with {artifact.Content.Length} bytes, SHA-256 {sha256}: {failed.Reason}");
        }

        return answer;
    }

    private async Task<Worker> TakeAsync()
    {
        while (true)
        {
            Task<Worker>? next;
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_ending.IsCancellationRequested, this);
                _idle.TryPop(out next);
            }

            if (next is null)
            {
                return await StartAsync(_options.Memory).ConfigureAwait(false);
            }

            try
            {
                Worker worker = await next.ConfigureAwait(false);
                if (worker.IsAlive)
                {
                    return worker;
                }

                await worker.DisposeAsync().ConfigureAwait(false);
            }
            catch (WorkersUnavailableException failure)
            {
                // That was then; whether one can be started now shows now.
                _options.Log(failure.Message);
            }
        }
    }

    private async Task PutBackAsync(Worker worker, bool isFit)
    {
        if (!isFit)
        {
            await worker.DisposeAsync().ConfigureAwait(false);
        }

        lock (_lock)
        {
            if (!_ending.IsCancellationRequested)
            {
                _idle.Push(isFit ? Task.FromResult(worker) : StartAsync(_options.Memory));
                return;
            }
        }

        if (isFit)
        {
            await worker.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<Worker> StartAsync(long heap)
    {
        Worker worker = await Worker.StartAsync(_options, _signatures, _limits, _time, heap, _ending.Token).ConfigureAwait(false);
        if (worker.Missing.Count > 0 && !Interlocked.Exchange(ref _hasToldWhatIsMissing, true))
        {
            _options.Log("Workers are not shut in completely: " + string.Join(' ', worker.Missing));
        }

        return worker;
    }

    private static async Task EndAsync(Task<Worker> starting)
    {
        try
        {
            await (await starting.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OperationCanceledException or WorkersUnavailableException)
        {
            // It never became ready, and has ended.
        }
    }

    private static string Hash(Artifact artifact) => Convert.ToHexStringLower(SHA256.HashData(artifact.Content.Span));

    private InspectionReport Inconclusive(Artifact artifact, string sha256, string reason) => new()
    {
        Ecosystem = artifact.Ecosystem,
        Sha256 = sha256,
        Verdict = Verdict.Inconclusive,
        Inconclusive = [reason],
        Profile = new PackageProfile(),
        Signatures = _signatures.Revision,
    };
}
