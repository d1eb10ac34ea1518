namespace PackageWall.Core.Metrics;

/// <summary>
/// Every name that the wall measures under, in one place: dashboards and alarms hold on to them, so a changed one is a change for
/// operators. Spelled as OpenTelemetry asks for; the Prometheus page writes them with underscores and units.
/// </summary>
public static class MetricNames
{
    /// <summary>The meter that all instruments belong to.</summary>
    public const string Meter = "PackageWall";

    /// <summary>Answered requests by <see cref="Feed"/>, <see cref="Kind"/> and <see cref="Outcome"/>.</summary>
    public const string Requests = "packagewall.requests";

    /// <summary>Bytes of the bodies that were sent, by <see cref="Feed"/> and <see cref="Kind"/>.</summary>
    public const string SentBytes = "packagewall.sent";

    /// <summary>Look-ups in the caches of documents, by <see cref="Cache"/> and <see cref="Outcome"/> (memory, disk, miss).</summary>
    public const string DocumentLookups = "packagewall.documents.lookups";

    /// <summary>Documents that left memory to make room, by <see cref="Cache"/>.</summary>
    public const string DocumentEvictions = "packagewall.documents.evictions";

    /// <summary>Bytes of documents in memory, by <see cref="Cache"/>.</summary>
    public const string DocumentsHeld = "packagewall.documents.held";

    /// <summary>Requests to upstreams until their headers came, by <see cref="Feed"/> and <see cref="Outcome"/>.</summary>
    public const string UpstreamDuration = "packagewall.upstream.request.duration";

    /// <summary>Downloads of artifacts by <see cref="Feed"/> and <see cref="Outcome"/>.</summary>
    public const string DownloadDuration = "packagewall.intake.download.duration";

    /// <summary>Inspections by <see cref="Feed"/> and <see cref="Verdict"/>.</summary>
    public const string InspectionDuration = "packagewall.intake.inspection.duration";

    /// <summary>Unpacked bytes that were inspected, by <see cref="Feed"/>.</summary>
    public const string InspectedBytes = "packagewall.intake.inspected";

    /// <summary>How long clients waited for first inspections, by <see cref="Feed"/>.</summary>
    public const string GateWait = "packagewall.gate.wait.duration";

    /// <summary>Inspections that wait for a worker.</summary>
    public const string InspectionsWaiting = "packagewall.inspections.waiting";

    /// <summary>Inspections under way.</summary>
    public const string InspectionsRunning = "packagewall.inspections.running";

    /// <summary>Versions that wait to be inspected behind the clients' backs.</summary>
    public const string BackgroundWaiting = "packagewall.background.waiting";

    /// <summary>Versions that were predicted by <see cref="Outcome"/>: predicted, brought-in, overtaken, failed, dropped, hit, wasted.</summary>
    public const string Prefetched = "packagewall.prefetch.versions";

    /// <summary>Predicted versions that wait to be brought in.</summary>
    public const string PrefetchWaiting = "packagewall.prefetch.waiting";

    /// <summary>Transactions of the database.</summary>
    public const string CommitDuration = "packagewall.commits.duration";

    /// <summary>Changes of records that were written; many may share a transaction.</summary>
    public const string Commits = "packagewall.commits";

    /// <summary>Known versions by <see cref="Standing"/>.</summary>
    public const string Standings = "packagewall.versions";

    /// <summary>Time from the start of the process until it listened.</summary>
    public const string StartDuration = "packagewall.start.duration";

    /// <summary>Time since the start of the process.</summary>
    public const string Uptime = "process.uptime";

    /// <summary>A feed's name.</summary>
    public const string Feed = "feed";

    /// <summary>document, artifact, refusal or other.</summary>
    public const string Kind = "kind";

    /// <summary>What came of it.</summary>
    public const string Outcome = "outcome";

    /// <summary>rewritten or upstream.</summary>
    public const string Cache = "cache";

    /// <summary>clean, suspicious, malicious or inconclusive.</summary>
    public const string Verdict = "verdict";

    /// <summary>Where versions stand.</summary>
    public const string Standing = "standing";
}
