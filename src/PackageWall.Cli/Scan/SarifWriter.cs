using System.Text.Json;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;

namespace PackageWall.Cli.Scan;

/// <summary>One SARIF 2.1.0 log for all archives. A place inside an archive is written <c>path!/file</c>.</summary>
internal sealed class SarifWriter(TextWriter output, SignatureSet signatures) : IResultWriter
{
    private readonly List<SarifResult> _results = [];

    public void Write(ScanResult result) => _results.AddRange(result.Findings.Select(finding => ResultOf(result, finding)));

    public void End()
    {
        SarifRule[] rules =
        [
            .. signatures.Rules.Select(rule => new SarifRule(
                rule.Id, new SarifText(rule.Title), new SarifText(rule.Why), new SarifConfiguration(LevelOf(rule.Verdict)), new SarifTags([.. rule.Refs]))),
        ];
        string version = typeof(SarifWriter).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
        SarifLog log = new(
            "https://json.schemastore.org/sarif-2.1.0.json",
            "2.1.0",
            [new SarifRun(new SarifTool(new SarifDriver("PackageWall", version, signatures.Revision, rules)), _results)]);
        output.WriteLine(JsonSerializer.Serialize(log, SarifJson.Default.SarifLog));
        output.Flush();
    }

    private static SarifResult ResultOf(ScanResult result, Finding finding)
    {
        string uri = finding.File.Length == 0 ? UriOf(result.Path) : $"{UriOf(result.Path)}!/{UriOf(finding.File)}";
        SarifRegion? region = finding.Line > 0 ? new SarifRegion(finding.Line) : null;
        SarifProperties properties = new(
            finding.Context.ToString().ToLowerInvariant(),
            JsonLines.WordOf(finding.Verdict, isFinding: true),
            [.. finding.Evidence.Select(ScanLineEvidence.Of)]);
        return new SarifResult(
            finding.Rule,
            LevelOf(finding.Verdict),
            new SarifText(finding.Says),
            [new SarifLocation(new SarifPhysicalLocation(new SarifArtifactLocation(uri), region))],
            properties);
    }

    private static string LevelOf(Verdict verdict) => verdict switch
    {
        Verdict.Malicious => "error",
        Verdict.Clean => "note",
        _ => "warning",
    };

    private static string UriOf(string path) => string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
}
