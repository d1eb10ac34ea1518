using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Domains;
using PackageWall.Inspection.Layers;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Names;
using PackageWall.Inspection.Reachability;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Inspection.Twins;

namespace PackageWall.Inspection;

/// <summary>One inspection from the laid-out tree to the report.</summary>
/// <remarks>
/// <code>
///   tree ─▶ manifest ─▶ files to facts ─▶ reachability ─▶ change ─▶ rules ─▶ report
/// </code>
/// </remarks>
internal sealed class InspectionRun(InspectionRooms rooms, SignatureSet signatures, InspectionBudget budget, KnownReadings known, CancellationToken caller)
{
    /// <summary>Most layers that a report carries.</summary>
    private const int MostLayers = 50;

    public InspectionReport Inspect(Artifact artifact, string sha256, PackageTree tree)
    {
        Manifest manifest = rooms.ReadManifest(artifact.Ecosystem, artifact.FileName, tree);
        FileReading reading = new(rooms, artifact.Ecosystem, budget, known, signatures.DormantCode, caller);
        ForeignHosts foreign = new(manifest);
        OwnPackages own = new(manifest);
        OwnFiles ownFiles = new(manifest.Resolver);
        IReadOnlyList<ReadFile> files = [.. reading.ReadAll(tree, manifest).Select(foreign.Mark).Select(own.Mark).Select(ownFiles.Mark)];
        ReachedPackage reached = ReachabilityAnalysis.Run(manifest, files);
        caller.ThrowIfCancellationRequested();

        List<ArchiveAnomaly> anomalies = [.. tree.Anomalies, .. manifest.Anomalies];
        List<Fact> packageFacts = [.. manifest.Facts.Where(fact => !IdentityCheck.IsOwnCommand(fact, manifest)).Select(fact => Located(fact, reached)), .. AnomalyFacts.Of(anomalies), .. IdentityCheck.Facts(artifact, manifest), .. NameCheck.Facts(manifest.Name, DeclaredIn(manifest)),
            .. IndicatorFacts.Of(artifact, sha256, manifest, tree), .. NameFacts.Of(artifact, manifest, DeclaredIn(manifest)),
            .. DependencyFacts.Of(artifact, manifest, tree, files), .. ForeignPackages.Of(artifact, manifest, tree), .. TwinFacts.Of(reached), .. CompiledFacts.Of(tree, files, reached)];
        PackageProfile profile = ProfileBuilder.Build(manifest, tree, reached.Facts);
        PackageChange? change = null;
        Func<EntryPoint, bool?> isNew = _ => null;
        if (artifact.Earlier is { } earlier)
        {
            ChangeFinder finder = new(earlier);
            change = finder.Compare(profile, manifest, tree, artifact.EarlierVersion);
            packageFacts.AddRange(finder.Facts(change, profile, DeclaredIn(manifest), artifact.ExpectedVersion ?? manifest.Version));
            reached = reached with { Facts = [.. reached.Facts.Select(fact => fact with { IsNew = finder.IsNew(fact, tree) })] };
            packageFacts = [.. packageFacts.Select(fact => fact with { IsNew = fact.IsNew ?? finder.IsNew(fact, tree) })];
            isNew = entry => finder.IsNew(entry, tree);
        }

        IReadOnlyList<string> inconclusive = Doubts.Of(files, reached, manifest, budget, reading.IsOutOfTime);
        JudgedPackage judged = new() { Ecosystem = artifact.Ecosystem, Name = artifact.ExpectedName ?? manifest.Name, Version = manifest.Version, Reached = reached, PackageFacts = packageFacts, IsNew = isNew, ShowsWholeEvidence = signatures.ShowsWholeEvidence };
        IReadOnlyList<Finding> findings = RuleEvaluator.Evaluate(signatures.Compiled, judged, signatures.Baselines);
        if (reached.Certain is not null && findings.Any(finding => finding.Verdict == Verdict.Malicious))
        {
            findings = CertainRuns.Apply(findings, signatures, judged);
        }

        profile = profile with { Held = ReleasedBefore.Keys(findings) };
        profile = profile.Held.Count > 0 ? profile with { Whole = WholePackage.HashOf(tree, manifest.Version) } : profile;
        if (artifact.Earlier is not null && change is not null)
        {
            findings = RuleEvaluator.Ordered(ReleasedBefore.Apply(findings, artifact.Earlier, profile, artifact.EarlierVersion, change));
        }

        (findings, inconclusive) = AnomalyCover.Apply(anomalies, findings, inconclusive);
        return new InspectionReport
        {
            Ecosystem = artifact.Ecosystem,
            Sha256 = sha256,
            Name = manifest.Name,
            Version = manifest.Version,
            Verdict = VerdictOf(findings, inconclusive),
            Score = Score.Of(reached.Facts, packageFacts, change),
            Findings = findings,
            Inconclusive = inconclusive,
            Anomalies = anomalies,
            Layers = LayersOf(files, reached),
            Profile = profile,
            Change = change,
            Signatures = signatures.Revision,
            Files = tree.Files.Count,
            Bytes = profile.Bytes,
        };
    }

    /// <summary>The gravest word counts, and doubt counts for more than nothing.</summary>
    internal static Verdict VerdictOf(IReadOnlyList<Finding> findings, IReadOnlyList<string> inconclusive) =>
        findings.Any(finding => finding.Verdict == Verdict.Malicious) ? Verdict.Malicious
        : findings.Any(finding => finding.Verdict == Verdict.Suspicious) ? Verdict.Suspicious
        : inconclusive.Count > 0 || findings.Any(finding => finding.Verdict == Verdict.Inconclusive) ? Verdict.Inconclusive
        : Verdict.Clean;

    /// <summary>The file that speaks for the package, for facts of the package as a whole.</summary>
    private static string DeclaredIn(Manifest manifest) => manifest.EntryPoints.Count > 0 ? manifest.EntryPoints[0].DeclaredIn : "";

    /// <summary>A fact of the manifest that speaks of a file runs when the file does, unless the manifest knows better.</summary>
    private static Fact Located(Fact fact, ReachedPackage reached) => fact.Context == Context.Dormant
        ? fact with { Context = reached.Files.GetValueOrDefault(fact.File, Context.Dormant) }
        : fact;

    /// <summary>What was decoded, from files that something runs first.</summary>
    private static IReadOnlyList<DecodedLayer> LayersOf(IReadOnlyList<ReadFile> files, ReachedPackage reached) =>
    [
        .. files.SelectMany(file => file.Facts.Layers)
            .OrderBy(layer => reached.Files.GetValueOrDefault(layer.File, Context.Dormant))
            .ThenBy(layer => layer.File, StringComparer.Ordinal)
            .ThenBy(layer => layer.Line)
            .ThenBy(layer => layer.Depth)
            .Take(MostLayers),
    ];
}
