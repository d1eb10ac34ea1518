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
        [.. findings.SelectMany<Finding, string?>(finding => [KeyOf(finding), KeyInWhole(finding)]).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The findings; as notes where the earlier version had them.</summary>
    public static IReadOnlyList<Finding> Apply(IReadOnlyList<Finding> findings, PackageProfile earlier, PackageProfile now, string? version, PackageChange change)
    {
        // The same package under another number: what nobody could read, and wherever it goes, is what was released.
        bool isSame = earlier.Whole is not null && earlier.Whole == now.Whole;
        if (earlier.Held is not { Count: > 0 } || (!isSame && (change.Hosts.Count > 0 || change.Capabilities.Count > 0)))
        {
            return findings;
        }

        HashSet<string> held = new(earlier.Held, StringComparer.Ordinal);
        return
        [
            .. findings.Select(finding => isSame && KeyInWhole(finding) is { } rule && held.Contains(rule) ? AsNote(finding, version ?? "the earlier version", "differs in nothing but its own number")
                : KeyOf(finding) is { } key && held.Contains(key) ? AsNote(finding, version ?? "the earlier version", "adds no host and no ability")
                : finding),
        ];
    }

    private static Finding AsNote(Finding finding, string version, string why) => finding with
    {
        Verdict = Verdict.Clean,
        Pinned = new PinnedAs(finding.Verdict, version, $"{version} was released with the same evidence, and this version {why}."),
        Says = $"As in {version}, which is released: {finding.Says}",
    };

    // Evidence without a hash may never be pinned, and is judged anew each time.
    private static string? KeyInWhole(Finding finding) =>
        finding.EvidenceHash is not null && (finding.Pinned?.Verdict ?? finding.Verdict) == Verdict.Suspicious ? $"{finding.Rule} in the same package" : null;

    // A pinned finding keeps its key: the next version may come to a wall that has not got the pin.
    private static string? KeyOf(Finding finding) =>
        finding is { EvidenceHash: { } hash, IsSelfContained: true } && (finding.Pinned?.Verdict ?? finding.Verdict) == Verdict.Suspicious ? $"{finding.Rule} {hash}" : null;
}
