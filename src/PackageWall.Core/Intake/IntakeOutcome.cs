using PackageWall.Core.Versions;

namespace PackageWall.Core.Intake;

/// <summary>What came of bringing an artifact in.</summary>
public abstract record IntakeOutcome
{
    /// <summary>It is stored, inspected and recorded; what the policy says of it is another matter.</summary>
    public sealed record Recorded(VersionRecord Version) : IntakeOutcome;

    /// <summary>The upstream's document names it and the upstream does not have it.</summary>
    public sealed record Missing : IntakeOutcome;

    /// <summary>It could not be fetched; nothing was recorded.</summary>
    public sealed record Unavailable(string Why, TimeSpan RetryAfter) : IntakeOutcome;
}
