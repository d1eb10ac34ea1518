namespace PackageWall.Inspection.Reports;

/// <summary>Says of a finding that a person has read this very evidence and found it harmless.</summary>
/// <param name="Verdict">What the finding would conclude otherwise.</param>
/// <param name="Seen">The version in which it was read.</param>
/// <param name="Why">Why it is harmless.</param>
public sealed record PinnedAs(Verdict Verdict, string Seen, string Why);
