using PackageWall.Core.Audit;

namespace PackageWall.Data.Model;

/// <summary>An entry of the audit log as a row.</summary>
internal sealed class AuditRow
{
    public required long Sequence { get; init; }

    /// <summary>Microseconds since 0001-01-01 UTC: what the hash covers.</summary>
    public required long At { get; init; }

    public required string Actor { get; init; }

    public required string Action { get; init; }

    public required string Subject { get; init; }

    public required string Detail { get; init; }

    public required string PreviousHash { get; init; }

    public required string Hash { get; init; }

    public static AuditRow From(AuditEntry entry) => new()
    {
        Sequence = entry.Sequence,
        At = Microseconds.From(entry.Event.At),
        Actor = entry.Event.Actor,
        Action = entry.Event.Action,
        Subject = entry.Event.Subject,
        Detail = entry.Event.Detail,
        PreviousHash = entry.PreviousHash,
        Hash = entry.Hash,
    };

    public AuditEntry ToEntry() =>
        new(Sequence, new AuditEvent(Microseconds.ToTime(At), Actor, Action, Subject, Detail), PreviousHash, Hash);
}
