using System.Text.Json;
using System.Text.Json.Serialization;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;

namespace PackageWall.Cli.Scan;

/// <summary>One line of JSON for each archive.</summary>
internal sealed class JsonLines(TextWriter output) : IResultWriter
{
    public void Write(ScanResult result) => output.WriteLine(JsonSerializer.Serialize(ScanLine.Of(result), ScanJson.Default.ScanLine));

    public void End() => output.Flush();

    /// <summary>A verdict in lower case; of a finding that concludes nothing, <c>note</c>.</summary>
    internal static string WordOf(Verdict verdict, bool isFinding) => verdict == Verdict.Clean && isFinding ? "note" : verdict.ToString().ToLowerInvariant();
}

/// <summary>The line of one archive.</summary>
internal sealed record ScanLine(
    string Path, string Ecosystem, string? Name, string? Version, string Verdict, int Score, IReadOnlyList<ScanLineFinding> Findings, int Files, long Bytes, long Ms)
{
    public static ScanLine Of(ScanResult result) => new(
        result.Path,
        result.Report.Ecosystem.Name(),
        result.Report.Name,
        result.Report.Version,
        JsonLines.WordOf(result.Report.Verdict, isFinding: false),
        result.Report.Score,
        [.. result.Findings.Select(ScanLineFinding.Of)],
        result.Report.Files,
        result.Report.Bytes,
        result.Milliseconds);
}

/// <summary>A finding of a line; <c>Pinned</c> is why its evidence counts as harmless, or null.</summary>
internal sealed record ScanLineFinding(string Rule, string Title, string Verdict, string File, int Line, string Context, IReadOnlyList<ScanLineEvidence> Evidence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Pinned)
{
    public static ScanLineFinding Of(Finding finding) => new(
        finding.Rule,
        finding.Title,
        JsonLines.WordOf(finding.Verdict, isFinding: true),
        finding.File,
        finding.Line,
        finding.Context.ToString().ToLowerInvariant(),
        finding.Evidence.Count > 0 ? [.. finding.Evidence.Select(ScanLineEvidence.Of)] : [new ScanLineEvidence("", finding.File, finding.Line, finding.Says, null, 0, [])],
        finding.Pinned?.Why);
}

/// <summary>A fact of a finding.</summary>
internal sealed record ScanLineEvidence(string Fact, string File, int Line, string Text, string? Value, int Depth, IReadOnlyList<string> Chain)
{
    public static ScanLineEvidence Of(Evidence evidence) => new(evidence.Fact, evidence.File, evidence.Line, evidence.Text, evidence.Value, evidence.Depth, evidence.Chain);
}

/// <summary>Writes lines without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ScanLine))]
internal sealed partial class ScanJson : JsonSerializerContext;
