namespace PackageWall.Data.Model;

/// <summary>Times as databases keep them here: whole microseconds since 0001-01-01 UTC.</summary>
internal static class Microseconds
{
    private const long Last = long.MaxValue / TimeSpan.TicksPerMicrosecond;

    public static long From(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerMicrosecond;

    // A row that somebody altered may hold any number. The nearest time will not match the hash, and reading it does not fail.
    public static DateTimeOffset ToTime(long microseconds) =>
        new(Math.Clamp(Math.Clamp(microseconds, 0, Last) * TimeSpan.TicksPerMicrosecond, 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);
}
