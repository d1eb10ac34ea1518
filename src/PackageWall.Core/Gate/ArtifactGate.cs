using PackageWall.Core.Blobs;
using PackageWall.Core.Documents;
using PackageWall.Core.Feeds;
using PackageWall.Core.Intake;
using PackageWall.Core.Policy;
using PackageWall.Core.Prefetch;
using PackageWall.Core.Standings;
using PackageWall.Core.Versions;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Refusals;
using PackageWall.Packages;

namespace PackageWall.Core.Gate;

/// <summary>
/// Decides whether an artifact may leave. Lock files never read documents, so this is the wall's real gate: whatever a document
/// said, nothing leaves that is not recorded, inspected and released now.
/// </summary>
public sealed class ArtifactGate(
    StandingBook book,
    PackageViews views,
    IntakeDesk desk,
    IBlobStore blobs,
    VersionLedger ledger,
    RefusalWriter refusals,
    IntakeMetrics metrics,
    PrefetchHits hits,
    TimeProvider time)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AskWhenBack = TimeSpan.FromSeconds(30);

    /// <summary>Answers one request.</summary>
    /// <param name="feed">Asked through which feed.</param>
    /// <param name="package">Which package.</param>
    /// <param name="fileName">Which of its files.</param>
    /// <param name="patience">How long this client can wait for an inspection before it gives up.</param>
    /// <param name="cancellation">The client's; ends the waiting, never the intake.</param>
    public async Task<Admission> AdmitAsync(Feed feed, PackageName package, string fileName, TimeSpan patience, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(feed);
        hits.Asked(feed.Name, package, fileName);
        PackageStandings standings = await book.GetAsync(feed.Name, package).ConfigureAwait(false);
        if (standings.FindArtifact(fileName) is { Artifact.Inspection: not null } known)
        {
            return await DecideAsync(feed, known.Version, fileName, cancellation).ConfigureAwait(false);
        }

        if (feed.IsInternal(package))
        {
            return new Admission.Missing($"{package} is an internal name of this organisation and is not asked for outside");
        }

        // From here on it waits, and what nobody waits for makes way.
        using IDisposable waiting = desk.ClientWaits();
        SourceAnswer answer = await feed.Source.ReadAsync(package, cancellation).ConfigureAwait(false);
        if (answer is SourceAnswer.Known { Document: var kept } && Find(kept, fileName) is null)
        {
            // A lock file may name what was published after the document was fetched: before anybody is told that there is no such
            // file, the upstream is asked.
            answer = await feed.Source.ReadNowAsync(package, cancellation).ConfigureAwait(false);
        }

        return answer switch
        {
            SourceAnswer.Known found => await AdmitUnseenAsync(feed, found.Document, fileName, patience, cancellation).ConfigureAwait(false),
            SourceAnswer.Missing => new Admission.Missing($"the upstream has no package {package}"),
            SourceAnswer.Unavailable unavailable => new Admission.Unavailable(unavailable.Why, unavailable.RetryAfter, IsPending: false),
            var other => throw new InvalidOperationException($"Not an answer: {other.GetType().Name}."),
        };
    }

    private async Task<Admission> AdmitUnseenAsync(
        Feed feed,
        PackageDocument document,
        string fileName,
        TimeSpan patience,
        CancellationToken cancellation)
    {
        PackageName package = document.Package.Name;
        if (Find(document, fileName) is not { } found)
        {
            // What the last known document does not name may have come since.
            return document.IsStale
                ? new Admission.Unavailable($"the upstream cannot be reached, and its last known document of {package} names no file {fileName}", AskWhenBack, IsPending: false)
                : new Admission.Missing($"the upstream's document of {package} names no file {fileName}");
        }

        PackageStandings standings = await book.GetAsync(feed.Name, package).ConfigureAwait(false);
        if (!views.IsPlainlyVisible(feed, document, standings, found.Version))
        {
            PackageView view = await views.GetAsync(feed, document).ConfigureAwait(false);
            if (view.Withheld.TryGetValue(found.Version.Version.Value, out WithheldVersion? withheld) || view.WithheldFiles.TryGetValue(fileName, out withheld))
            {
                return new Admission.Refused(RefusalWriter.For(feed, package, withheld, view));
            }
        }

        return await BringInAsync(new IntakeRequest(feed, package, found.Version, found.Artifact), patience, cancellation).ConfigureAwait(false);
    }

    private static (UpstreamVersion Version, UpstreamArtifact Artifact)? Find(PackageDocument document, string fileName)
    {
        foreach (UpstreamVersion version in document.Package.Versions)
        {
            foreach (UpstreamArtifact artifact in version.Artifacts)
            {
                if (artifact.FileName == fileName)
                {
                    return (version, artifact);
                }
            }
        }

        return null;
    }

    private async Task<Admission> BringInAsync(IntakeRequest request, TimeSpan patience, CancellationToken cancellation)
    {
        long started = time.GetTimestamp();
        Task<IntakeOutcome> flight = desk.BringInAsync(request);
        try
        {
            IntakeOutcome outcome = await flight.WaitAsync(patience, time, cancellation).ConfigureAwait(false);
            return outcome switch
            {
                IntakeOutcome.Recorded recorded => await DecideAsync(request.Feed, recorded.Version, request.Artifact.FileName, cancellation).ConfigureAwait(false),
                IntakeOutcome.Missing => new Admission.Missing($"the upstream names {request.Artifact.FileName} and does not have it"),
                IntakeOutcome.Unavailable unavailable => new Admission.Unavailable(unavailable.Why, unavailable.RetryAfter, IsPending: false),
                _ => throw new InvalidOperationException($"Not an outcome: {outcome.GetType().Name}."),
            };
        }
        catch (TimeoutException)
        {
            return new Admission.Unavailable(
                $"{request.Package} {request.Version.Spelling} is being inspected for the first time; ask again in a moment", AskAgain, IsPending: true);
        }
        finally
        {
            metrics.Waited(request.Feed.Name, time.GetElapsedTime(started));
        }
    }

    private async Task<Admission> DecideAsync(Feed feed, VersionRecord record, string fileName, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        Standing standing = StandingPolicy.Decide(VersionLedger.Question(feed, record), now);
        if (standing.Kind != record.Standing.Kind)
        {
            // Time has changed it (a cool-off or a decision ended): the log must know before a byte leaves.
            record = await ledger.ChangeAsync(feed, record.Key.Package, record.Key.Version, same => same, []).ConfigureAwait(false);
            standing = record.Standing;
        }

        if (standing.Kind != StandingKind.Released)
        {
            return new Admission.Refused(await refusals.ForAsync(feed, record, standing, cancellation).ConfigureAwait(false));
        }

        if (record.Artifact(fileName) is not { Inspection: not null } artifact)
        {
            return new Admission.Missing($"{record.Key.Package} {record.Key.Version} has no file {fileName}");
        }

        if (StandingPolicy.FileCooling(VersionLedger.Question(feed, record), artifact.UploadedAt, now) is { } young)
        {
            return new Admission.Refused(await refusals.ForAsync(feed, record, young, cancellation).ConfigureAwait(false));
        }

        BlobContent? blob = await blobs.OpenAsync(artifact.Sha256, cancellation).ConfigureAwait(false);
        return blob is null
            ? new Admission.Unavailable("its bytes are missing from this wall's store; the operator must restore them", TimeSpan.FromMinutes(5), IsPending: false)
            : new Admission.Admitted(record, artifact, blob);
    }
}
