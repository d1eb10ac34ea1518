using System.Text.Json.Serialization;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Feeds.Refusals;
using PackageWall.Inspection.Layers;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;

namespace PackageWall.Server.Endpoints.Why;

/// <summary>All that is known of a version's standing, for programs and for the page.</summary>
internal sealed record VersionDescription
{
    public required string Feed { get; init; }

    public required string Package { get; init; }

    public required string Version { get; init; }

    public required string Purl { get; init; }

    /// <summary><c>unseen</c>, <c>cooling</c>, <c>held</c>, <c>released</c>, <c>blocked</c> or <c>recalled</c>.</summary>
    public required string Standing { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Because { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>The newest version that is given out.</summary>
    public string? Alternative { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Who dated it: <c>document</c>, <c>catalog</c>, <c>repositorySignature</c>, <c>firstSeen</c>.</summary>
    public string? DateSource { get; init; }

    public DateTimeOffset? FirstSeenAt { get; init; }

    /// <summary>The gravest verdict of its artifacts, or null when none was inspected.</summary>
    public string? Verdict { get; init; }

    public int Score { get; init; }

    public IReadOnlyList<string> Reasons { get; init; } = [];

    public required string Link { get; init; }

    public IReadOnlyList<ArtifactDescription> Artifacts { get; init; } = [];

    public IReadOnlyList<ReviewDescription> Reviews { get; init; } = [];

    public static VersionDescription Of(VersionRecord record, Standing standing, PackageVersion? alternative, Uri link, IReadOnlyList<InspectionReport?> reports)
    {
        Verdict? verdict = record.Artifacts.Select(artifact => artifact.Inspection?.Verdict).Max(v => (int?)Gravity(v)) is { } gravest and > 0
            ? (Verdict)(gravest - 1)
            : null;
        return new VersionDescription
        {
            Feed = record.Key.Feed,
            Package = record.Key.Package.Value,
            Version = record.Key.Version.Value,
            Purl = PackageUrl.For(record.Key.Package, record.Key.Version),
            Standing = standing.Kind.ToString().ToLowerInvariant(),
            Because = standing.Because,
            Until = standing.Until,
            Alternative = alternative?.Value,
            PublishedAt = record.PublishedAt,
            DateSource = record.Artifacts.Count > 0 || record.PublishedAt is not null ? Camel(record.DateSource.ToString()) : null,
            FirstSeenAt = record.FirstSeenAt,
            Verdict = verdict?.ToString().ToLowerInvariant(),
            Score = record.Artifacts.Max(artifact => artifact.Inspection?.Score) ?? 0,
            Reasons = [.. record.Artifacts.SelectMany(artifact => artifact.Inspection?.Findings ?? []).Distinct()],
            Link = link.AbsoluteUri,
            Artifacts = [.. record.Artifacts.Select((artifact, i) => ArtifactDescription.Of(artifact, i < reports.Count ? reports[i] : null))],
            Reviews = [.. record.Reviews.Select(review => new ReviewDescription(
                review.Decision.ToString().ToLowerInvariant(), review.By, review.Reason, review.At, review.Until))],
        };
    }

    // Clean 1, inconclusive 4 in the enum's order; a reviewer wants malicious before inconclusive.
    private static int Gravity(Verdict? verdict) => verdict switch
    {
        null => 0,
        var known => (int)known + 1,
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>One file of a version.</summary>
internal sealed record ArtifactDescription(
    string File,
    string Sha256,
    long Length,
    DateTimeOffset StoredAt,
    string? Tampering,
    string? Verdict,
    string? Signatures,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<DecodedLayer> Layers,
    IReadOnlyList<string> Inconclusive,
    IReadOnlyList<string> Change)
{
    public static ArtifactDescription Of(ArtifactRecord artifact, InspectionReport? report) => new(
        artifact.FileName,
        artifact.Sha256,
        artifact.Length,
        artifact.StoredAt,
        artifact.Tampering,
        artifact.Inspection?.Verdict.ToString().ToLowerInvariant(),
        artifact.Inspection?.Signatures,
        report?.Findings ?? [],
        report?.Layers ?? [],
        report?.Inconclusive ?? [],
        report?.Change is { } change
            ? [
                .. change.EntryPoints.Select(entry => "new entry point: " + entry),
                .. change.Capabilities.Select(capability => "new capability: " + capability),
                .. change.Hosts.Select(host => "new host: " + host),
                .. change.Dependencies.Select(dependency => "new dependency: " + dependency),
                .. change.Natives.Select(native => "new native file: " + native),
            ]
            : []);
}

/// <summary>A person's decision.</summary>
internal sealed record ReviewDescription(string Decision, string By, string Reason, DateTimeOffset At, DateTimeOffset? Until);

/// <summary>A decision as a program sends it.</summary>
internal sealed record ReviewRequest(string? Reason, string? By, DateTimeOffset? Until);

/// <summary>A page of the audit log.</summary>
internal sealed record AuditPage(long Entries, bool IsIntact, long? BrokenAt, string Head, IReadOnlyList<AuditLine> Lines);

/// <summary>A line of the audit log.</summary>
internal sealed record AuditLine(long Sequence, DateTimeOffset At, string Actor, string Action, string Subject, string Detail, string Hash);

/// <summary>How the server writes JSON: without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VersionDescription))]
[JsonSerializable(typeof(IReadOnlyList<VersionDescription>))]
[JsonSerializable(typeof(ReviewRequest))]
[JsonSerializable(typeof(AuditPage))]
internal sealed partial class ServerJson : JsonSerializerContext;
