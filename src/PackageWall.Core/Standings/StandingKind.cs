namespace PackageWall.Core.Standings;

/// <summary>Where a version stands.</summary>
public enum StandingKind
{
    /// <summary>It was not brought in yet.</summary>
    Unseen,

    /// <summary>It waits for its time.</summary>
    Cooling,

    /// <summary>A person must decide.</summary>
    Held,

    /// <summary>It is given out.</summary>
    Released,

    /// <summary>It is never given out.</summary>
    Blocked,

    /// <summary>It was given out and taken back.</summary>
    Recalled,
}
