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
    private const int MaxSentence = 700;

    /// <summary>The full sentence.</summary>
    public static string Sentence(Refusal refusal)
    {
        string alternative = refusal.Alternative is null ? "no version is allowed yet" : $"newest allowed: {refusal.Alternative}";
        return Clean($"PackageWall: {refusal.Package} {refusal.Version} is {State(refusal)} ({refusal.Because}); {alternative}; see {refusal.Link}", MaxSentence);
    }

    /// <summary>The short form for a status line.</summary>
    public static string ReasonPhrase(Refusal refusal)
    {
        string alternative = refusal.Alternative is null ? "" : $"; newest allowed {refusal.Alternative}";
        return Clean($"PackageWall: {refusal.Package} {refusal.Version} is {State(refusal)}{alternative}", MaxReasonPhrase);
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

    /// <summary>Printable ASCII only (0x20 to 0x7E), runs of anything else as one question mark, cut at a length with an ellipsis of dots.</summary>
    public static string Clean(string text, int maxLength)
    {
        var result = new StringBuilder(Math.Min(text.Length, maxLength));
        bool replaced = false;
        foreach (char c in text)
        {
            bool printable = c is >= ' ' and <= '~';
            if (printable || !replaced)
            {
                result.Append(printable ? c : c is '\r' or '\n' or '\t' ? ' ' : '?');
            }

            replaced = !printable;
        }

        return result.Length <= maxLength ? result.ToString() : result.ToString(0, maxLength - 3) + "...";
    }
}
