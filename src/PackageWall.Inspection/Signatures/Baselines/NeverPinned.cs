namespace PackageWall.Inspection.Signatures.Baselines;

/// <summary>
/// Facts that no pin covers, whatever rule finds them: staying on the machine, memory and tokens of build machines, what is known from
/// attacks, deleting, and archives that can be read in two ways. Rules of these say so themselves; this stands in code beside them
/// because a rule may name such a fact among others, and because whoever replaces the rules keeps it.
/// </summary>
internal static class NeverPinned
{
    private static readonly GlobSet Names = new(["persist.*", "read.memory", "read.secret.ci", "indicator.*", "manifest.dependency.known", "wipe", "self-erase", "archive.*"]);

    /// <summary>Whether a fact of this name may not be pinned.</summary>
    public static bool Covers(string fact) => Names.Matches(fact);
}
