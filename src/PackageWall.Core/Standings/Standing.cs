using PackageWall.Feeds.Refusals;

namespace PackageWall.Core.Standings;

/// <summary>Where a version stands and why.</summary>
/// <param name="Kind">Where.</param>
/// <param name="Because">One sentence, without the version's name.</param>
public sealed record Standing(StandingKind Kind, string Because)
{
    /// <summary>For cooling: when its time is over. For decisions with an end: when they end. Else null.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The word that clients are told; null for unseen and released.</summary>
    public RefusalReason? Refusal { get; init; }

    /// <summary>Not brought in.</summary>
    public static Standing Unseen { get; } = new(StandingKind.Unseen, "not asked for yet");

    /// <summary>Whether documents show it: released, or old enough to be inspected when it is asked for.</summary>
    public bool IsVisible => Kind is StandingKind.Unseen or StandingKind.Released;
}
