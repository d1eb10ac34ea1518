using PackageWall.Cli.Scan;
using PackageWall.Inspection.Reports;

namespace PackageWall.Cli.Eval;

/// <summary>What honest packages gave.</summary>
/// <param name="Results">One for each archive.</param>
/// <param name="Pairs">One for each archive that was inspected again as the successor of an earlier version.</param>
/// <param name="Failures">Paths that could not be used.</param>
internal sealed record BenignResult(IReadOnlyList<BenignArchive> Results, IReadOnlyList<BenignArchive> Pairs, int Failures)
{
    public long PackedBytes => Results.Sum(result => result.PackedBytes);

    public long Bytes => Results.Sum(result => result.Report.Bytes);

    public double Milliseconds => Results.Sum(result => result.Milliseconds);

    public double MegabytesPerSecond => Milliseconds <= 0 ? 0 : Bytes / 1000.0 / Milliseconds;

    /// <summary>Number of archives by verdict.</summary>
    public static IReadOnlyDictionary<string, int> Verdicts(IReadOnlyList<BenignArchive> archives) =>
        Enum.GetValues<Verdict>().ToDictionary(verdict => JsonLines.WordOf(verdict, isFinding: false), verdict => archives.Count(archive => archive.Report.Verdict == verdict));

    /// <summary>Findings that hold an honest package, by rule, the most frequent first: false positives.</summary>
    public static IReadOnlyList<(string Rule, int Archives, string Example)> ByRule(IReadOnlyList<BenignArchive> archives) =>
    [
        .. archives
            .SelectMany(archive => archive.Holding.Distinct().Select(rule => (Rule: rule, archive.Title)))
            .GroupBy(pair => pair.Rule, StringComparer.Ordinal)
            .Select(group => (Rule: group.Key, Archives: group.Count(), Example: group.First().Title))
            .OrderByDescending(group => group.Archives)
            .ThenBy(group => group.Rule, StringComparer.Ordinal),
    ];

    /// <summary>Each archive that is held, with the first of the rules that hold it: what has to be explained.</summary>
    public static IReadOnlyList<(string Archive, string Verdict, string Rule, string Says)> Held(IReadOnlyList<BenignArchive> archives) =>
    [
        .. archives.Where(archive => archive.Report.Verdict != Verdict.Clean).Select(archive =>
        {
            Finding? first = new ScanResult(archive.Path, archive.Report, 0).Findings.FirstOrDefault(finding => finding.Verdict != Verdict.Clean);
            return (archive.Title, JsonLines.WordOf(archive.Report.Verdict, isFinding: false), first?.Rule ?? "", first?.Says ?? "");
        }).OrderBy(row => row.Title, StringComparer.Ordinal),
    ];

    /// <summary>The time below which this share of the archives stays, in milliseconds.</summary>
    public double Percentile(double share)
    {
        double[] times = [.. Results.Select(result => result.Milliseconds).Order()];
        return times.Length == 0 ? 0 : times[Math.Clamp((int)Math.Ceiling(share * times.Length) - 1, 0, times.Length - 1)];
    }
}

/// <summary>One honest archive.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="PackedBytes">Its size.</param>
/// <param name="Milliseconds">Time of its inspection, without reading the file.</param>
/// <param name="Report">What was found.</param>
internal sealed record BenignArchive(string Path, long PackedBytes, double Milliseconds, InspectionReport Report)
{
    /// <summary>What it is: name and version, or the file's name when it says neither.</summary>
    public string Title => Report is { Name: { } name, Version: { } version } ? $"{name} {version}" : System.IO.Path.GetFileName(Path);

    /// <summary>The rules that hold it.</summary>
    public IEnumerable<string> Holding => new ScanResult(Path, Report, 0).Findings.Where(finding => finding.Verdict != Verdict.Clean).Select(finding => finding.Rule);
}
