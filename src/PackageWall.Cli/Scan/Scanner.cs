using System.Diagnostics;
using PackageWall.Inspection;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;

namespace PackageWall.Cli.Scan;

/// <summary>Inspects archives in parallel and writes results in the order in which the archives were found.</summary>
internal sealed class Scanner(ScanOptions options, Terminal terminal)
{
    private readonly Func<Artifact, CancellationToken, InspectionReport> _inspect = terminal.Inspection(options.Signatures);
    private readonly Lock _writing = new();

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        ArchiveFinder finder = new(terminal);
        IReadOnlyList<string> archives = finder.Find(options.Paths);
        using ProgressLine progress = new(terminal, archives.Count);
        IResultWriter writer = options.Format switch
        {
            "json" => new JsonLines(terminal.Out),
            "sarif" => new SarifWriter(terminal.Out, options.Signatures),
            _ => new TextWriterOfResults(terminal.Out),
        };

        InOrder<(ScanResult? Result, string? Failure)> inOrder = new(item =>
        {
            progress.Clear();
            if (item.Value.Result is { } result)
            {
                writer.Write(result);
            }
            else
            {
                finder.Fail(archives[item.Index], item.Value.Failure ?? "unreadable");
            }
        });
        Verdict worst = Verdict.Clean;
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Jobs, CancellationToken = cancellation };
        await Parallel.ForAsync(0, archives.Count, parallel, (index, token) =>
        {
            (ScanResult? Result, string? Failure) item = Scan(archives[index], token);
            lock (_writing)
            {
                worst = item.Result is { } result ? Worse(worst, result.Report.Verdict) : worst;
                inOrder.Add(index, item);
                progress.Step(archives[index]);
            }

            return ValueTask.CompletedTask;
        });
        progress.Clear();
        writer.End();
        return worst == Verdict.Malicious ? ExitCode.Malicious
            : finder.Failures > 0 ? ExitCode.Usage
            : worst == Verdict.Clean ? ExitCode.Fine
            : ExitCode.Held;
    }

    private (ScanResult? Result, string? Failure) Scan(string path, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            long length = new FileInfo(path).Length;
            if (length > Math.Min(InspectionLimits.Default.ArtifactBytes, Array.MaxLength))
            {
                return (null, $"{length} bytes are more than the {InspectionLimits.Default.ArtifactBytes} that are inspected");
            }

            byte[] content = File.ReadAllBytes(path);
            return (options.Ecosystem ?? EcosystemGuess.Of(path, content)) is { } ecosystem
                ? (new ScanResult(path, _inspect(new Artifact(ecosystem, Path.GetFileName(path), content), cancellation), watch.ElapsedMilliseconds), null)
                : (null, "not an archive of npm, PyPI or NuGet by its name; --ecosystem says whose it is");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, exception.Message);
        }
    }

    private static Verdict Worse(Verdict left, Verdict right) => Rank(left) >= Rank(right) ? left : right;

    private static int Rank(Verdict verdict) => verdict switch { Verdict.Malicious => 3, Verdict.Suspicious => 2, Verdict.Inconclusive => 1, _ => 0 };
}
