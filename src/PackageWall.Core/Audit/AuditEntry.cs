namespace PackageWall.Core.Audit;

/// <summary>An event in its place.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="Event">What happened.</param>
/// <param name="PreviousHash">Lower-case hex hash of the entry before; 64 zeros for the first.</param>
/// <param name="Hash">Lower-case hex SHA-256 over all of the above, see <see cref="AuditChain"/>.</param>
public sealed record AuditEntry(long Sequence, AuditEvent Event, string PreviousHash, string Hash);
