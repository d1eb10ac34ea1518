namespace PackageWall.Core.Audit;

/// <summary>Reads the audit log. Writing goes with the decision, through <see cref="Versions.IVersionStore.CommitAsync"/>.</summary>
public interface IAuditLog
{
    /// <summary>Entries from a sequence number on, in order.</summary>
    Task<IReadOnlyList<AuditEntry>> ReadAsync(long from, int take, CancellationToken cancellation);

    /// <summary>Walks the whole chain.</summary>
    Task<AuditVerification> VerifyAsync(CancellationToken cancellation);
}

/// <summary>What a walk along the chain found.</summary>
/// <param name="Entries">How many entries were walked.</param>
/// <param name="BrokenAt">Sequence number of the first entry that does not follow, or null.</param>
/// <param name="Head">Hash of the last good entry.</param>
public sealed record AuditVerification(long Entries, long? BrokenAt, string Head);
