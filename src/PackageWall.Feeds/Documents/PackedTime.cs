namespace PackageWall.Feeds.Documents;

/// <summary>An optional time in eight bytes instead of twenty-four, in UTC.</summary>
internal static class PackedTime
{
    /// <summary>Nought stands for no time.</summary>
    public static long Of(DateTimeOffset? time) => time is { } known ? known.UtcTicks + 1 : 0;

    public static DateTimeOffset? Read(long packed) => packed == 0 ? null : new DateTimeOffset(packed - 1, TimeSpan.Zero);
}
