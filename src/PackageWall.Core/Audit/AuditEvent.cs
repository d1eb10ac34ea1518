namespace PackageWall.Core.Audit;

/// <summary>Something that happened and must be remembered, before it has its place in the chain.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Actor"><c>policy</c>, <c>intake</c>, or a person's name.</param>
/// <param name="Action">Dotted: <c>standing.changed</c>, <c>artifact.stored</c>, <c>artifact.tampered</c>, <c>inspection.ended</c>, <c>review.release</c>.</param>
/// <param name="Subject">Feed and package URL: <c>npm pkg:npm/react@19.0.0</c>.</param>
/// <param name="Detail">What, why and on what evidence, in one or more sentences.</param>
public sealed record AuditEvent(DateTimeOffset At, string Actor, string Action, string Subject, string Detail);
