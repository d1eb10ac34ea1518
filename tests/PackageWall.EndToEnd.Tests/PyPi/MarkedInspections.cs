using System.Collections.Concurrent;
using System.Security.Cryptography;
using PackageWall.Core.Intake;
using PackageWall.Inspection;
using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Reports;

namespace PackageWall.EndToEnd.Tests.PyPi;

/// <summary>
/// Inspection for tests of everything around it: every file is clean unless a test has given it another verdict. A gate holds an
/// inspection until a test opens it.
/// </summary>
internal sealed class MarkedInspections : IInspectionService
{
    /// <summary>Verdicts by file name.</summary>
    public ConcurrentDictionary<string, Verdict> Verdicts { get; } = new(StringComparer.Ordinal);

    /// <summary>Inspections of this file wait for the task.</summary>
    public ConcurrentDictionary<string, Task> Gates { get; } = new(StringComparer.Ordinal);

    /// <summary>The files that were inspected, in order.</summary>
    public ConcurrentQueue<string> Inspected { get; } = new();

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _reached = new(StringComparer.Ordinal);

    /// <summary>Ends when the inspection of this file has begun.</summary>
    public Task ReachedAsync(string fileName) => Reached(fileName).Task;

    public async Task<InspectionReport> InspectAsync(Artifact artifact, CancellationToken cancellation)
    {
        Inspected.Enqueue(artifact.FileName);
        Reached(artifact.FileName).TrySetResult();
        if (Gates.TryGetValue(artifact.FileName, out Task? gate))
        {
            await gate.WaitAsync(cancellation);
        }

        Verdict verdict = Verdicts.GetValueOrDefault(artifact.FileName);
        return new InspectionReport
        {
            Ecosystem = artifact.Ecosystem,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(artifact.Content.Span)),
            Verdict = verdict,
            Findings = verdict is Verdict.Clean ? [] : [Finding(artifact.FileName, verdict)],
            Profile = new PackageProfile(),
            Signatures = "marked",
        };
    }

    private TaskCompletionSource Reached(string fileName) =>
        _reached.GetOrAdd(fileName, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private static Finding Finding(string file, Verdict verdict) => new()
    {
        Rule = "test-mark",
        Title = "The test says so",
        Verdict = verdict,
        Says = "the test marks this file",
        File = file,
        Evidence = [],
    };
}
