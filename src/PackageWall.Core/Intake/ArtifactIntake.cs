using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using PackageWall.Core.Audit;
using PackageWall.Core.Blobs;
using PackageWall.Core.Documents;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Inspection;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;

namespace PackageWall.Core.Intake;

/// <summary>
/// Brings one artifact in: download into a temporary blob while hashing, verify, inspect, commit the blob, record. Until the record
/// is written nothing of it can be given out, and a crash at any step leaves no more than a temporary file or an unused blob.
/// </summary>
public sealed partial class ArtifactIntake(
    IBlobStore blobs,
    VersionLedger ledger,
    StandingBook book,
    IVersionStore store,
    IInspectionService inspections,
    IPackageIntegrity integrity,
    IntakeMetrics metrics,
    TimeProvider time,
    ILogger<ArtifactIntake> log)
{
    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(30);

    /// <summary>Does it. Failures of this machine (disk full, database away) are logged and told as unavailable.</summary>
    public async Task<IntakeOutcome> BringInAsync(IntakeRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            // Somebody may have brought it in between the asking and now.
            PackageStandings standings = await book.GetAsync(request.Feed.Name, request.Package).ConfigureAwait(false);
            if (standings.Records.GetValueOrDefault(request.Version.Version.Key) is { } known
                && known.Artifact(request.Artifact.FileName)?.Inspection is not null)
            {
                return new IntakeOutcome.Recorded(known);
            }

            return await FetchAsync(request, standings, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure, request.Package.Value, request.Artifact.FileName);
            return new IntakeOutcome.Unavailable("it could not be brought in; the server's log has the details", RetryAfterFailure);
        }
    }

    private async Task<IntakeOutcome> FetchAsync(IntakeRequest request, PackageStandings standings, CancellationToken cancellation)
    {
        long started = time.GetTimestamp();
        await using IBlobWriter writer = await blobs.CreateAsync(cancellation).ConfigureAwait(false);
        DownloadAnswer answer = await request.Feed.Source.DownloadAsync(request.Artifact, writer.Stream, cancellation).ConfigureAwait(false);
        metrics.Downloaded(request.Feed.Name, answer, time.GetElapsedTime(started));
        switch (answer)
        {
            case DownloadAnswer.Missing:
                return new IntakeOutcome.Missing();
            case DownloadAnswer.Unavailable unavailable:
                return new IntakeOutcome.Unavailable(unavailable.Why, unavailable.RetryAfter);
            case DownloadAnswer.TooLarge large:
                return new IntakeOutcome.Unavailable($"it is larger than {large.Limit} bytes, the most this wall takes in", RetryAfterFailure);
            case DownloadAnswer.Verified or DownloadAnswer.Mismatch:
                return await InspectAsync(request, standings, writer, (answer as DownloadAnswer.Mismatch)?.Detail, cancellation).ConfigureAwait(false);
            default:
                throw new InvalidOperationException($"Not an answer: {answer.GetType().Name}.");
        }
    }

    private async Task<IntakeOutcome> InspectAsync(
        IntakeRequest request,
        PackageStandings standings,
        IBlobWriter writer,
        string? mismatch,
        CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> content = await writer.ReadBackAsync(cancellation).ConfigureAwait(false);
        (VersionRecord Record, ArtifactRecord Artifact)? earlier = Earlier(standings, request.Version.Version);
        InspectionReport? earlierReport = earlier is { } e ? await store.ReadReportAsync(e.Artifact.Sha256, cancellation).ConfigureAwait(false) : null;

        // Beside the inspection, which is elsewhere. Awaited in any case: it reads bytes that end with the writer.
        Task<IntegrityAnswer> checking = integrity.Covers(request.Feed.Ecosystem)
            ? Task.Run(() => integrity.CheckAsync(request.Feed.Ecosystem, content, cancellation), CancellationToken.None)
            : Task.FromResult(IntegrityAnswer.Nothing);
        long started = time.GetTimestamp();
        InspectionReport report;
        try
        {
            report = await inspections.InspectAsync(
                new Artifact(request.Feed.Ecosystem, request.Artifact.FileName, content)
                {
                    ExpectedName = request.Package.Value,
                    ExpectedVersion = request.Version.Version.Value,
                    Earlier = earlierReport?.Profile,
                    EarlierVersion = earlierReport is null ? null : earlier?.Record.Key.Version.Value,
                },
                cancellation).ConfigureAwait(false);
            metrics.Inspected(request.Feed.Name, report, time.GetElapsedTime(started));
        }
        finally
        {
            await ((Task)checking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        IntegrityAnswer self = await checking.ConfigureAwait(false);
        string? tampering = mismatch ?? self.Problem;
        string? metadata = tampering is null ? await StoreMetadataAsync(request, report, content, cancellation).ConfigureAwait(false) : null;
        BlobIdentity blob = await writer.CommitAsync(cancellation).ConfigureAwait(false);
        if (blob.Sha256 != report.Sha256)
        {
            // Promise 1: the bytes that were inspected are the bytes that were stored, or nothing is recorded.
            throw new InvalidOperationException($"Stored {blob.Sha256}, inspected {report.Sha256}.");
        }

        var artifact = new ArtifactRecord
        {
            FileName = request.Artifact.FileName,
            Sha256 = blob.Sha256,
            Length = blob.Length,
            StoredAt = time.GetUtcNow(),
            UploadedAt = request.Artifact.UploadedAt,
            Tampering = tampering,
            MetadataSha256 = metadata,
            Inspection = IntakeSummary.Of(report, time.GetUtcNow()),
        };
        VersionRecord record = await ledger.ChangeAsync(
            request.Feed,
            request.Package,
            request.Version.Version,
            before => Dated(before, request, self) with
            {
                Artifacts = [.. before.Artifacts.Where(other => other.FileName != artifact.FileName), artifact],
            },
            Events(request, artifact, report),
            report,
            actor: "intake").ConfigureAwait(false);
        LogBroughtIn(request.Package.Value, request.Version.Spelling, artifact.FileName, report.Verdict, record.Standing.Kind);
        return new IntakeOutcome.Recorded(record);
    }

    // The newest released version below this one, of the same line when there is one: what the change is measured against.
    private static (VersionRecord Record, ArtifactRecord Artifact)? Earlier(PackageStandings standings, PackageVersion version)
    {
        VersionRecord? earlier = standings.Records.Values
            .Where(record => record.Standing.Kind == StandingKind.Released && record.Key.Version < version && record.Artifacts.Count > 0)
            .OrderByDescending(record => record.Key.Version.Major == version.Major)
            .ThenByDescending(record => record.Key.Version)
            .FirstOrDefault();
        return earlier is null ? null : (earlier, earlier.Artifacts[^1]);
    }

    // A date inside the registry's signature outranks what documents say; the first date that was recorded is never made older.
    private static VersionRecord Dated(VersionRecord record, IntakeRequest request, IntegrityAnswer self)
    {
        if (self.SignedByRegistryAt is { } signed)
        {
            return record with { PublishedAt = signed, DateSource = DateSource.RepositorySignature };
        }

        return record.PublishedAt is null && UpstreamDates.Of(request.Version) is { } published
            ? record with { PublishedAt = published, DateSource = DateSource.Document }
            : record;
    }

    // Not for bytes that the upstream did not promise: what somebody slipped in must not speak to resolvers as the version's metadata.
    private async Task<string?> StoreMetadataAsync(IntakeRequest request, InspectionReport report, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        if (request.Feed.Ecosystem != Ecosystem.PyPi
            || !request.Artifact.FileName.EndsWith(".whl", StringComparison.Ordinal)
            || report.Verdict == Verdict.Inconclusive
            || WheelMetadata.Read(content) is not { } metadata)
        {
            return null;
        }

        await using IBlobWriter writer = await blobs.CreateAsync(cancellation).ConfigureAwait(false);
        await writer.Stream.WriteAsync(metadata, cancellation).ConfigureAwait(false);
        BlobIdentity stored = await writer.CommitAsync(cancellation).ConfigureAwait(false);
        return stored.Sha256 == Convert.ToHexStringLower(SHA256.HashData(metadata)) ? stored.Sha256 : null;
    }

    private List<AuditEvent> Events(IntakeRequest request, ArtifactRecord artifact, InspectionReport report)
    {
        string subject = VersionLedger.Subject(new VersionKey(request.Feed.Name, request.Package, request.Version.Version));
        DateTimeOffset now = time.GetUtcNow();
        List<AuditEvent> events =
        [
            new(now, "intake", "artifact.stored", subject, $"{artifact.FileName}, {artifact.Length} bytes, sha256 {artifact.Sha256}"),
            new(now, "intake", "inspection.ended", subject,
                $"{artifact.FileName}: {report.Verdict}, signatures {report.Signatures}" + string.Concat(artifact.Inspection!.Findings.Take(3).Select(finding => "; " + finding))),
        ];
        if (artifact.Tampering is not null)
        {
            events.Insert(1, new AuditEvent(now, "intake", "artifact.tampered", subject, $"{artifact.FileName}: {artifact.Tampering}"));
        }

        return events;
    }

    [LoggerMessage(LogLevel.Information, "{Package} {Version}: {File} is {Verdict}, the version is {Standing}")]
    private partial void LogBroughtIn(string package, string version, string file, Verdict verdict, StandingKind standing);

    [LoggerMessage(LogLevel.Error, "{Package}: {File} could not be brought in")]
    private partial void LogFailed(Exception failure, string package, string file);
}
