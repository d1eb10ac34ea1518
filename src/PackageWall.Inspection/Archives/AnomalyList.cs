using System.Globalization;
using System.Text;

namespace PackageWall.Inspection.Archives;

/// <summary>Collects anomalies while reading. Lists so many of one kind and counts the rest, so that a hostile archive makes no endless record.</summary>
internal sealed class AnomalyList
{
    private const int ListedPerKind = 50;
    private const int LongestText = 300;
    private readonly List<ArchiveAnomaly> _listed = [];
    private readonly Dictionary<(string Code, AnomalySeverity Severity), int> _counts = [];

    /// <summary>Whether one of them is graver than a note.</summary>
    public bool HoldsBack { get; private set; }

    /// <summary>How many there are, listed or not.</summary>
    public int Count { get; private set; }

    public void Reject(string code, long offset, string? entry, string detail) =>
        Add(new ArchiveAnomaly(code, AnomalySeverity.Reject, offset, entry, detail));

    public void Hold(string code, long offset, string? entry, string detail) =>
        Add(new ArchiveAnomaly(code, AnomalySeverity.Hold, offset, entry, detail));

    public void Note(string code, long offset, string? entry, string detail) =>
        Add(new ArchiveAnomaly(code, AnomalySeverity.Note, offset, entry, detail));

    public void Add(ArchiveAnomaly anomaly)
    {
        Count++;
        HoldsBack |= anomaly.Severity != AnomalySeverity.Note;
        (string, AnomalySeverity) kind = (anomaly.Code, anomaly.Severity);
        int count = _counts.GetValueOrDefault(kind);
        _counts[kind] = count + 1;
        if (count < ListedPerKind)
        {
            _listed.Add(anomaly with { Entry = Printable(anomaly.Entry), Detail = Printable(anomaly.Detail)! });
        }
    }

    /// <summary>What was found, and how much more of it there is.</summary>
    public IReadOnlyList<ArchiveAnomaly> ToList()
    {
        List<ArchiveAnomaly> all = [.. _listed];
        foreach (((string code, AnomalySeverity severity), int count) in _counts)
        {
            if (count > ListedPerKind)
            {
                all.Add(new ArchiveAnomaly(AnomalyCodes.More, severity, 0, null, $"{count - ListedPerKind} more of {code}"));
            }
        }

        return all;
    }

    // Names come from strangers: what would move the cursor or hide in a page is shown as its code.
    private static string? Printable(string? text)
    {
        if (text is null || (text.Length <= LongestText && text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0))
        {
            return text;
        }

        StringBuilder shown = new();
        foreach (char letter in text.AsSpan(0, Math.Min(text.Length, LongestText)))
        {
            if (char.IsControl(letter) || char.IsSurrogate(letter)
                || char.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                shown.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                shown.Append(letter);
            }
        }

        return text.Length > LongestText ? shown.Append('…').ToString() : shown.ToString();
    }
}
