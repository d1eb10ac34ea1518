using System.Threading.Channels;
using PackageWall.Core.Metrics;
using PackageWall.Core.Versions;
using PackageWall.Data.Model;

namespace PackageWall.Data.Versions;

/// <summary>
/// One writer for all commits of this process. While it writes one transaction, the commits that arrive gather, and go together in
/// the next: a storm of them shares the cost of syncing the disk, and a lone one does not wait.
/// </summary>
/// <remarks>
/// <code>
///   CommitAsync ─▶ rows ─▶ queue ─▶ writer ─▶ [begin · read revisions · write · append to the audit chain · commit] ─▶ each asker hears
/// </code>
/// </remarks>
internal sealed class CommitQueue : IAsyncDisposable
{
    private const int LargestBatch = 256;
    private const int LongestQueue = 8192;

    private readonly Channel<PendingCommit> _queue = Channel.CreateBounded<PendingCommit>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });
    private readonly BatchWriter _writer;
    private readonly Task _running;
    private readonly CommitMetrics _metrics;

    // Commits that must wait for one of the same version in the batch before theirs.
    private List<PendingCommit> _putOff = [];

    public CommitQueue(IWallDatabase database, CommitMetrics metrics)
    {
        _metrics = metrics;
        _writer = new BatchWriter(database);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Writes a commit; ends when it is on the disk.</summary>
    public async Task WriteAsync(VersionCommit commit, CancellationToken cancellation)
    {
        var pending = new PendingCommit(commit);
        if (pending.IsEmpty)
        {
            return;
        }

        await _queue.Writer.WriteAsync(pending, cancellation);
        await using (cancellation.Register(() => pending.Withdraw(cancellation)))
        {
            await pending.Written;
        }
    }

    /// <summary>Writes what is queued, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
    }

    private async Task RunAsync()
    {
        try
        {
            await WriteBatchesAsync();
        }
#pragma warning disable CA1031 // Nothing is known to come here. If something does, every asker hears of it instead of waiting for ever.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _queue.Writer.TryComplete(e);
            _putOff.ForEach(pending => pending.Fail(e));
            await foreach (PendingCommit pending in _queue.Reader.ReadAllAsync())
            {
                pending.Fail(e);
            }
        }
    }

    private async Task WriteBatchesAsync()
    {
        while (_putOff.Count > 0 || await _queue.Reader.WaitToReadAsync())
        {
            List<PendingCommit> batch = [];
            List<PendingCommit> later = [];
            HashSet<VersionKey> keys = [];
            foreach (PendingCommit pending in _putOff)
            {
                Place(pending);
            }

            while (batch.Count < LargestBatch && _queue.Reader.TryRead(out PendingCommit? next))
            {
                if (next.TryTake())
                {
                    Place(next);
                }
            }

            _putOff = later;
            await WriteAsync(batch);

            // Two commits of one version keep their order: the keys of one that is put off count as touched too.
            void Place(PendingCommit pending)
            {
                bool isFree = pending.Versions.All(version => !keys.Contains(version.Key));
                keys.UnionWith(pending.Versions.Select(version => version.Key));
                (isFree ? batch : later).Add(pending);
            }
        }
    }

    private async Task WriteAsync(List<PendingCommit> batch)
    {
        long began = _metrics.Begin();
        BatchOutcome outcome = await _writer.TryWriteAsync(batch);
        _metrics.Ended(began, batch.Count);
        switch (outcome)
        {
            // One of them may be to blame. Alone, each gets its own answer.
            case BatchOutcome.Failed when batch.Count > 1:
                foreach (PendingCommit pending in batch)
                {
                    await WriteAsync([pending]);
                }

                break;
            case BatchOutcome.Failed failed:
                batch.ForEach(pending => pending.Fail(failed.Why));
                break;
            case BatchOutcome.Unknown unknown:
                batch.ForEach(pending => pending.Fail(unknown.Why));
                break;
            case BatchOutcome.Written written:
                foreach (PendingCommit pending in batch)
                {
                    if (written.Conflicts.TryGetValue(pending, out VersionKey? key))
                    {
                        pending.Fail(new VersionConflictException(key));
                    }
                    else
                    {
                        pending.Succeed();
                    }
                }

                break;
        }
    }
}
