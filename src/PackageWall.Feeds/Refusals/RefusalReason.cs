namespace PackageWall.Feeds.Refusals;

/// <summary>Why a version is not given out, in one word; <see cref="RefusalReasons.Code"/> is what programs read.</summary>
public enum RefusalReason
{
    /// <summary>It is younger than the cool-off.</summary>
    Cooling,

    /// <summary>A person must decide.</summary>
    Held,

    /// <summary>It does what only attacks do, or a person blocked it.</summary>
    Blocked,

    /// <summary>It was released and taken back.</summary>
    Recalled,

    /// <summary>Its bytes are not those the upstream promised.</summary>
    Tampered,

    /// <summary>Its inspection has not ended yet.</summary>
    Pending,

    /// <summary>The name is the organisation's own and never comes from outside.</summary>
    Internal,
}
