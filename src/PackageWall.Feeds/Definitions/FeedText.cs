using System.Globalization;

namespace PackageWall.Feeds.Definitions;

/// <summary>The small grammars of feed files: durations, dates, names, mounts, hosts.</summary>
internal static class FeedText
{
    private const int MaxName = 40;

    /// <summary><c>7d</c>, <c>12h</c>, <c>90m</c> or <c>0</c>; null when it is something else or longer than ten years.</summary>
    public static TimeSpan? Duration(string text)
    {
        if (text == "0")
        {
            return TimeSpan.Zero;
        }

        double? minutes = text.Length == 0 ? null : text[^1] switch
        {
            'd' => 24 * 60,
            'h' => 60,
            'm' => 1,
            _ => null,
        };
        return minutes is { } unit
            && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count * unit <= TimeSpan.FromDays(3650).TotalMinutes
                ? TimeSpan.FromMinutes(count * unit)
                : null;
    }

    /// <summary>A day (to its end, in UTC: an exemption "until" a day covers that day) or a date with time and zone; null when it is neither.</summary>
    public static DateTimeOffset? Until(string text)
    {
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day))
        {
            return day < DateTime.MaxValue.Date ? new DateTimeOffset(day.AddDays(1), TimeSpan.Zero) : null;
        }

        string[] formats = ["yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz"];
        return DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? date.ToUniversalTime()
            : null;
    }

    /// <summary>Lower-case letters, digits and single hyphens within.</summary>
    public static bool IsFeedName(string text) =>
        text.Length is > 0 and <= MaxName && IsWord(text, '-') && !text.Contains("--", StringComparison.Ordinal);

    /// <summary><c>/npm/</c>, <c>/team/npm/</c>: lower case, one slash before, between and after.</summary>
    public static bool IsMount(string text) =>
        text.Length is > 2 and <= 100
        && text[0] == '/'
        && text[^1] == '/'
        && text[1..^1].Split('/').All(part => part.Length > 0 && IsWord(part, '-', '.', '_'));

    /// <summary>A name of an environment variable.</summary>
    public static bool IsVariable(string text) =>
        text.Length is > 0 and <= 100 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>A host, with a port or not; <c>*.</c> before it covers its subdomains.</summary>
    public static bool IsHost(string text)
    {
        string host = text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text;
        int colon = host.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            if (!ushort.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0)
            {
                return false;
            }

            host = host[..colon];
        }

        return host.Length is > 0 and <= 253 && host.Split('.').All(label => label.Length is > 0 and <= 63 && IsWord(label, '-'));
    }

    // Letters and digits of lower case at both ends, with a few others between.
    private static bool IsWord(string text, params ReadOnlySpan<char> within)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && !within.Contains(c))
            {
                return false;
            }
        }

        return char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1]);
    }
}
