using System.Globalization;
using System.Text.Json;

namespace PackageWall.Feeds.Npm;

/// <summary>Dates as packuments write them: <c>2026-11-20T10:30:00.000Z</c>, or with an offset and microseconds as some mirrors do.</summary>
internal static class NpmTime
{
    /// <summary>Reads ISO 8601 at a string; false when it is something else.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, out DateTimeOffset time)
    {
        time = default;
        if (!reader.TryGetDateTimeOffset(out DateTimeOffset read))
        {
            return false;
        }

        time = read.ToUniversalTime();
        return true;
    }

    /// <summary>The registry's own form, which every client reads; digits below the millisecond are cut.</summary>
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
