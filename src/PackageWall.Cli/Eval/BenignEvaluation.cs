using System.Diagnostics;
using PackageWall.Cli.Scan;
using PackageWall.Inspection;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;

namespace PackageWall.Cli.Eval;

/// <summary>Inspects honest packages one after the other, so that times are those of one inspection alone.</summary>
internal sealed class BenignEvaluation(Terminal terminal, SignatureSet signatures)
{
    public int Run(IReadOnlyList<string> paths, bool withPrevious, string format, CancellationToken cancellation)
    {
        ArchiveFinder finder = new(terminal);
        IReadOnlyList<string> archives = finder.Find(paths);
        List<BenignArchive> results = [];
        using (ProgressLine progress = new(terminal, archives.Count))
        {
            foreach (string path in archives)
            {
                try
                {
                    byte[] content = File.ReadAllBytes(path);
                    if (EcosystemGuess.Of(path, content) is { } ecosystem)
                    {
                        results.Add(Inspect(path, new Artifact(ecosystem, Path.GetFileName(path), content), cancellation));
                    }
                    else
                    {
                        finder.Fail(path, "not an archive of npm, PyPI or NuGet by its name");
                    }
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    finder.Fail(path, exception.Message);
                }

                progress.Step(path);
            }
        }

        BenignResult result = new(results, withPrevious ? Pairs(results, cancellation) : [], finder.Failures);
        BenignWriter.Write(result, format, terminal.Out);
        return finder.Failures > 0 ? ExitCode.Usage : result.Results.Concat(result.Pairs).All(archive => archive.Report.Verdict == Verdict.Clean) ? ExitCode.Fine : ExitCode.Held;
    }

    private BenignArchive Inspect(string path, Artifact artifact, CancellationToken cancellation)
    {
        // An inspector of its own for each, or the files that an archive shares with the one before it would cost nothing.
        Func<Artifact, CancellationToken, InspectionReport> inspect = terminal.Inspection(signatures);
        long start = Stopwatch.GetTimestamp();
        InspectionReport report = inspect(artifact, cancellation);
        return new BenignArchive(path, artifact.Content.Length, Stopwatch.GetElapsedTime(start).TotalMilliseconds, report);
    }

    /// <summary>Archives of one package and one kind, each with the one before it in the order of versions.</summary>
    private List<BenignArchive> Pairs(List<BenignArchive> results, CancellationToken cancellation)
    {
        List<BenignArchive> pairs = [];
        foreach (IGrouping<(Ecosystem, string?, string), BenignArchive> versions in results.GroupBy(result => (result.Report.Ecosystem, result.Report.Name, Path.GetExtension(result.Path))))
        {
            List<(PackageVersion Version, BenignArchive Archive)> sorted =
            [
                .. versions.Select(archive => (Version: VersionOf(archive.Report), Archive: archive))
                    .Where(pair => pair.Version is not null)
                    .Select(pair => (pair.Version!, pair.Archive))
                    .DistinctBy(pair => pair.Item1.Key)
                    .OrderBy(pair => pair.Item1),
            ];
            for (int index = 1; index < sorted.Count; index++)
            {
                BenignArchive earlier = sorted[index - 1].Archive, later = sorted[index].Archive;
                Artifact artifact = new(later.Report.Ecosystem, Path.GetFileName(later.Path), File.ReadAllBytes(later.Path))
                {
                    Earlier = earlier.Report.Profile,
                    EarlierVersion = earlier.Report.Version,
                };
                pairs.Add(Inspect(later.Path, artifact, cancellation));
            }
        }

        return pairs;
    }

    private static PackageVersion? VersionOf(InspectionReport report) =>
        report.Name is not null && PackageVersion.TryParse(report.Ecosystem, report.Version ?? "", out PackageVersion? version) ? version : null;
}
