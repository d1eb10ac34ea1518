using System.Globalization;

namespace PackageWall.Feeds.Documents;

/// <summary>Dates as registries state and clients read them.</summary>
internal static class Timestamps
{
    // No package is older than this; NuGet writes 1900 for unlisted versions, and a lying or broken date must not make anything old.
    private const int EarliestYear = 2000;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mm:ssK",
    ];

    /// <summary>An ISO 8601 date with time, UTC when it names no offset; null when it is none, or from before there were packages.</summary>
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset date)
            && date.Year >= EarliestYear
            ? date
            : null;

    /// <summary>PEP 700's form, which NuGet's clients read as well: <c>2026-11-20T10:00:00.000000Z</c>.</summary>
    public static string Write(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
