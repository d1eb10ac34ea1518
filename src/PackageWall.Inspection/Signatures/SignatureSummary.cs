using PackageWall.Inspection.Reports;

namespace PackageWall.Inspection.Signatures;

/// <summary>What a rule is, for people who read its findings.</summary>
/// <param name="Id">The name of its file without the extension.</param>
/// <param name="Title">One line.</param>
/// <param name="Verdict">What it concludes; <see cref="Reports.Verdict.Clean"/> for a note.</param>
/// <param name="Refs">Short names.</param>
/// <param name="Why">Why honest packages do not do this.</param>
/// <param name="References">Where to read more.</param>
public sealed record SignatureSummary(
    string Id, string Title, Verdict Verdict, IReadOnlyList<string> Refs, string Why, IReadOnlyList<string> References);
