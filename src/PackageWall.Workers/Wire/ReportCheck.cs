using System.Text.Json;
using PackageWall.Inspection;
using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Reports;

namespace PackageWall.Workers.Wire;

/// <summary>
/// Takes a worker's answer only when it is a whole report of exactly the artifact that was sent, by the rules that were asked for. A
/// worker has read hostile bytes: what it says is input like any other.
/// </summary>
internal static class ReportCheck
{
    /// <summary>The report, or null when the bytes are anything else.</summary>
    public static InspectionReport? Read(ReadOnlySpan<byte> answer, Artifact artifact, string sha256, string signatures)
    {
        try
        {
            return JsonSerializer.Deserialize(answer, WireJson.Default.InspectionReport) is { } report
                && report.Sha256 == sha256
                && report.Ecosystem == artifact.Ecosystem
                && report.Signatures == signatures
                && Enum.IsDefined(report.Verdict)
                && IsWhole(report)
                ? report
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Generated readers leave members null that the text lacks, whatever their types promise.
    private static bool IsWhole(InspectionReport report) =>
        All(report.Findings, report.Inconclusive, report.Anomalies, report.Layers)
        && report.Findings.All(finding => All(finding.Evidence) && Enum.IsDefined(finding.Verdict) && Enum.IsDefined(finding.Context))
        && IsWhole(report.Profile)
        && (report.Change is null || IsWhole(report.Change));

    private static bool IsWhole(PackageProfile profile) =>
        All(profile.EntryPoints, profile.Capabilities, profile.Hosts, profile.Dependencies, profile.Natives, profile.Held) && profile.Files is not null;

    private static bool IsWhole(PackageChange change) => All(
        change.EntryPoints, change.Capabilities, change.Hosts, change.Dependencies, change.Natives, change.AddedFiles, change.ChangedFiles, change.RemovedFiles);

    private static bool All(params ReadOnlySpan<IReadOnlyList<object?>?> lists)
    {
        foreach (IReadOnlyList<object?>? list in lists)
        {
            if (list is null || list.Contains(null))
            {
                return false;
            }
        }

        return true;
    }
}
