using System.Globalization;
using System.Text;

namespace PackageWall.Feeds.Refusals;

/// <summary>
/// The words of a refusal. Everything that can reach a header or a terminal is reduced to printable ASCII here, because names,
/// versions and reasons come from outside and Kestrel writes reason phrases as they are.
/// </summary>
public static class RefusalText
{
    private const int MaxReasonPhrase = 120;
    private const int MaxSentence = 1000;
    private const int MaxBecause = 300;
    private const int MaxName = 100;

    /// <summary>The full sentence.</summary>
    public static string Sentence(Refusal refusal)
    {
        string subject = $"{Shorten(refusal.Package.Value, MaxName)} {Shorten(refusal.Version.Value, MaxName)}";
        string because = Clean(refusal.Because, MaxBecause);
        string alternative = refusal.Alternative is { } version
            ? $"newest allowed: {Shorten(version.Value, MaxName)}"
            : "no version is allowed yet";
        return Clean($"PackageWall: {subject} is {State(refusal)} ({because}); {alternative}; see {refusal.Link.AbsoluteUri}", MaxSentence);
    }

    /// <summary>The short form for a status line. What was decided and the way on are never cut off: a long name is.</summary>
    public static string ReasonPhrase(Refusal refusal)
    {
        const string Head = "PackageWall: ";
        string alternative = refusal.Alternative is null ? "" : $"; newest allowed {Shorten(refusal.Alternative.Value, 24)}";
        string tail = $" {Shorten(refusal.Version.Value, 24)} is {State(refusal)}{alternative}";
        return Clean(Head + Shorten(refusal.Package.Value, Math.Max(8, MaxReasonPhrase - Head.Length - tail.Length)) + tail, MaxReasonPhrase);
    }

    /// <summary><c>cooling until 2026-11-27</c>, <c>held for review</c> …</summary>
    public static string State(Refusal refusal) => State(refusal.Reason, refusal.Until);

    /// <summary>The state of a withheld version in words.</summary>
    public static string State(RefusalReason reason, DateTimeOffset? until) => reason switch
    {
        RefusalReason.Cooling when until is { } date => "cooling until " + Date(date),
        RefusalReason.Cooling => "cooling",
        RefusalReason.Held => "held for review",
        RefusalReason.Blocked => "blocked",
        RefusalReason.Recalled => "recalled",
        RefusalReason.Tampered => "held as tampered with",
        RefusalReason.Pending => "being inspected",
        RefusalReason.Internal => "blocked as an internal name",
        _ => "withheld",
    };

    /// <summary>A date to the minute in UTC, <c>2026-11-27 10:30 UTC</c>: a day alone would promise too much.</summary>
    public static string Date(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>
    /// Printable ASCII only (0x20 to 0x7E): a run of anything else is one space when it begins with a line end or tab, else one
    /// question mark; cut at a length with three dots.
    /// </summary>
    public static string Clean(string text, int maxLength)
    {
        var result = new StringBuilder(Math.Min(text.Length, maxLength + 1));
        bool replaced = false;
        foreach (char c in text)
        {
            bool printable = c is >= ' ' and <= '~';
            if (printable || !replaced)
            {
                result.Append(printable ? c : c is '\r' or '\n' or '\t' ? ' ' : '?');
            }

            // One more than fits shows that something was cut; the rest need not be looked at.
            if (result.Length > maxLength)
            {
                return result.ToString(0, maxLength - 3) + "...";
            }

            replaced = !printable;
        }

        return result.ToString();
    }

    // The beginning and the end of a name tell more than its beginning alone.
    private static string Shorten(string text, int maxLength)
    {
        int kept = maxLength - 3;
        return text.Length <= maxLength ? text : string.Concat(text.AsSpan(0, kept - (kept / 2)), "...", text.AsSpan(text.Length - (kept / 2)));
    }
}
