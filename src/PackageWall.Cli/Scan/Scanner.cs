using System.Diagnostics;
using PackageWall.Inspection;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;
using PackageWall.Workers.Pool;

namespace PackageWall.Cli.Scan;

/// <summary>Inspects archives in parallel and writes results in the order in which the archives were found.</summary>
internal sealed class Scanner(ScanOptions options, Terminal terminal)
{
    private readonly Lock _writing = new();

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using WorkerPool? workers = terminal.Workers?.Invoke(options.Signatures, options.Jobs);
        Func<Artifact, CancellationToken, InspectionReport> here = terminal.Inspection(options.Signatures);
        Func<Artifact, CancellationToken, Task<InspectionReport>> inspect = workers is null ? (artifact, token) => Task.FromResult(here(artifact, token)) : workers.InspectAsync;
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
        await Parallel.ForAsync(0, archives.Count, parallel, async (index, token) =>
        {
            (ScanResult? Result, string? Failure) item = await ScanAsync(archives[index], inspect, token);
            lock (_writing)
            {
                worst = item.Result is { } result ? Worse(worst, result.Report.Verdict) : worst;
                inOrder.Add(index, item);
                progress.Step(archives[index]);
            }
        });
        progress.Clear();
        writer.End();
        return worst == Verdict.Malicious ? ExitCode.Malicious
            : finder.Failures > 0 ? ExitCode.Usage
            : worst == Verdict.Clean ? ExitCode.Fine
            : ExitCode.Held;
    }

    private async Task<(ScanResult? Result, string? Failure)> ScanAsync(
        string path, Func<Artifact, CancellationToken, Task<InspectionReport>> inspect, CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            long length = new FileInfo(path).Length;
            if (length > Math.Min(InspectionLimits.Default.ArtifactBytes, Array.MaxLength))
            {
                return (null, $"{length} bytes are more than the {InspectionLimits.Default.ArtifactBytes} that are inspected");
            }

            byte[] content = await File.ReadAllBytesAsync(path, cancellation);
            if ((options.Ecosystem ?? EcosystemGuess.Of(path, content)) is not { } ecosystem)
            {
                return (null, "not an archive of npm, PyPI or NuGet by its name; --ecosystem says whose it is");
            }

            Artifact artifact = new(ecosystem, Path.GetFileName(path), content);
            InspectionReport report = await inspect(artifact, cancellation);
            long time = watch.ElapsedMilliseconds;
            return (new ScanResult(path, report, time) { Decompiled = await DecompileAsync(artifact, report, cancellation) }, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or WorkersUnavailableException)
        {
            return (null, exception.Message);
        }
    }

    private async Task<IReadOnlyList<DecompiledMethod>> DecompileAsync(Artifact artifact, InspectionReport report, CancellationToken cancellation)
    {
        if (!options.Decompile || terminal.Decompiler is not { } decompiler)
        {
            return [];
        }

        IReadOnlyList<MethodName> methods = EvidenceMethods.Of(report);
        return methods.Count == 0 ? [] : await decompiler(artifact, methods, cancellation);
    }

    private static Verdict Worse(Verdict left, Verdict right) => Rank(left) >= Rank(right) ? left : right;

    private static int Rank(Verdict verdict) => verdict switch { Verdict.Malicious => 3, Verdict.Suspicious => 2, Verdict.Inconclusive => 1, _ => 0 };
}
