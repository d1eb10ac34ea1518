using PackageWall.Core.Audit;
using PackageWall.Core.Versions;
using PackageWall.Data.Model;

namespace PackageWall.Data.Versions;

/// <summary>A commit on its way to the writer, already turned into rows by the thread that asked for it.</summary>
internal sealed class PendingCommit
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Withdrawn = 2;

    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state;

    public PendingCommit(VersionCommit commit)
    {
        Versions = [.. commit.Versions.Select(record => (record.Key, VersionCodec.ToRow(record)))];
        Reports = [.. commit.Reports.Select(ReportCodec.ToRow)];
        Events = [.. commit.Events.Select(Clean)];
        if (Versions.FirstOrDefault(version => version.Row.Revision < 1) is { Key: { } unnumbered })
        {
            throw new ArgumentException($"{unnumbered} has no revision.", nameof(commit));
        }

        if (Versions.Select(version => version.Key).Distinct().Count() != Versions.Count)
        {
            throw new ArgumentException("A commit writes each version once.", nameof(commit));
        }
    }

    public IReadOnlyList<(VersionKey Key, VersionRow Row)> Versions { get; }

    public IReadOnlyList<ReportRow> Reports { get; }

    public IReadOnlyList<AuditEvent> Events { get; }

    public bool IsEmpty => Versions.Count + Reports.Count + Events.Count == 0;

    public Task Written => _written.Task;

    /// <summary>Takes it for writing; false when the asker gave up first.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    /// <summary>Gives up. Once it is taken, the asker hears what came of it.</summary>
    public void Withdraw(CancellationToken cancellation)
    {
        if (Interlocked.CompareExchange(ref _state, Withdrawn, Waiting) == Waiting)
        {
            _written.TrySetCanceled(cancellation);
        }
    }

    public void Succeed() => _written.TrySetResult();

    public void Fail(Exception why) => _written.TrySetException(why);

    private static AuditEvent Clean(AuditEvent e) => e with
    {
        Actor = StoredText.Clean(e.Actor),
        Action = StoredText.Clean(e.Action),
        Subject = StoredText.Clean(e.Subject),
        Detail = StoredText.Clean(e.Detail),
    };
}
