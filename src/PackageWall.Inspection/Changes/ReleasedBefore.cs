using PackageWall.Inspection.Reports;

namespace PackageWall.Inspection.Changes;

/// <summary>
/// Does not hold a version for what its released forerunner was released with: the same rule on the same evidence, in a version that can do
/// nothing new and talks to nobody new. Whoever approved the one would read the same sentence again. What is malicious stays so.
/// </summary>
internal static class ReleasedBefore
{
    /// <summary>What of the findings a next version need not be held for again.</summary>
    public static IReadOnlyList<string> Keys(IReadOnlyList<Finding> findings) =>
        [.. findings.Select(KeyOf).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The findings; as notes where the earlier version had them.</summary>
    public static IReadOnlyList<Finding> Apply(IReadOnlyList<Finding> findings, PackageProfile earlier, string? version, PackageChange change)
    {
        if (earlier.Held is not { Count: > 0 } || change.Hosts.Count > 0 || change.Capabilities.Count > 0)
        {
            return findings;
        }

        HashSet<string> held = new(earlier.Held, StringComparer.Ordinal);
        return [.. findings.Select(finding => KeyOf(finding) is { } key && held.Contains(key) ? AsNote(finding, version ?? "the earlier version") : finding)];
    }

    private static Finding AsNote(Finding finding, string version) => finding with
    {
        Verdict = Verdict.Clean,
        Pinned = new PinnedAs(finding.Verdict, version, $"{version} was released with the same evidence, and this version adds no host and no ability."),
        Says = $"As in {version}, which is released: {finding.Says}",
    };

    // A pinned finding keeps its key: the next version may come to a wall that has not got the pin.
    private static string? KeyOf(Finding finding) =>
        finding is { EvidenceHash: { } hash, IsSelfContained: true } && (finding.Pinned?.Verdict ?? finding.Verdict) == Verdict.Suspicious ? $"{finding.Rule} {hash}" : null;
}
