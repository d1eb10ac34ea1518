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

    /// <summary>The same as 24 bytes of ASCII.</summary>
    public static void Write(DateTimeOffset time, Span<byte> destination)
    {
        DateTime utc = time.UtcDateTime;
        Digits(destination[..4], utc.Year);
        Digits(destination[5..7], utc.Month);
        Digits(destination[8..10], utc.Day);
        Digits(destination[11..13], utc.Hour);
        Digits(destination[14..16], utc.Minute);
        Digits(destination[17..19], utc.Second);
        Digits(destination[20..23], utc.Millisecond);
        (destination[4], destination[7], destination[10]) = ((byte)'-', (byte)'-', (byte)'T');
        (destination[13], destination[16], destination[19], destination[23]) = ((byte)':', (byte)':', (byte)'.', (byte)'Z');
    }

    private static void Digits(Span<byte> destination, int number)
    {
        for (int i = destination.Length - 1; i >= 0; i--)
        {
            destination[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }
}
