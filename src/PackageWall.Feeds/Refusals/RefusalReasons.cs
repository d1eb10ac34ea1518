namespace PackageWall.Feeds.Refusals;

/// <summary>The stable codes of refusal reasons.</summary>
public static class RefusalReasons
{
    /// <summary>Lower-case code: <c>cooling</c>, <c>held</c> …</summary>
    public static string Code(this RefusalReason reason) => reason switch
    {
        RefusalReason.Cooling => "cooling",
        RefusalReason.Held => "held",
        RefusalReason.Blocked => "blocked",
        RefusalReason.Recalled => "recalled",
        RefusalReason.Tampered => "tampered",
        RefusalReason.Pending => "pending",
        RefusalReason.Internal => "internal",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason."),
    };
}
