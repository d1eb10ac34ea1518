namespace PackageWall.Inspection.Reports;

/// <summary>Says of a finding that this very evidence was found harmless: a person has read it for the signatures, or has released a version with it.</summary>
/// <param name="Verdict">What the finding would conclude otherwise.</param>
/// <param name="Seen">The version in which it was read.</param>
/// <param name="Why">Why it is harmless.</param>
public sealed record PinnedAs(Verdict Verdict, string Seen, string Why);
