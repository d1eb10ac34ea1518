namespace PackageWall.Core.Reviews;

/// <summary>What a person decided.</summary>
public enum ReviewDecision
{
    /// <summary>Give it out, whatever the verdict and the age.</summary>
    Release,

    /// <summary>Never give it out.</summary>
    Block,

    /// <summary>Take it back.</summary>
    Recall,

    /// <summary>Let it wait until a date.</summary>
    Extend,
}

/// <summary>A person's decision on a version.</summary>
/// <param name="Decision">What.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why; never empty.</param>
/// <param name="At">When.</param>
/// <param name="Until">When it ends, or null for never.</param>
/// <param name="Sha256">The bytes it is about, for releases: another file under the same name is not covered. Null for the whole version.</param>
public sealed record Review(ReviewDecision Decision, string By, string Reason, DateTimeOffset At, DateTimeOffset? Until, IReadOnlyList<string>? Sha256 = null);
