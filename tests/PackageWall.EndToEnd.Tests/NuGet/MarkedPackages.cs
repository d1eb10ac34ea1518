using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PackageWall.Core.Intake;
using PackageWall.Inspection;
using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Reports;

namespace PackageWall.EndToEnd.Tests.NuGet;

/// <summary>
/// Judges packages by a file that tests put into them, so that tests of the wall's workings do not depend on rules:
/// <c>malicious.marker</c>, <c>suspicious.marker</c>, else clean. Can be made to wait.
/// </summary>
internal sealed class MarkedPackages : IInspectionService
{
    /// <summary>The files that were inspected, in order.</summary>
    public ConcurrentQueue<string> Inspected { get; } = new();

    /// <summary>Set when an inspection has begun.</summary>
    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Inspections end only after this does.</summary>
    public Task Until { get; set; } = Task.CompletedTask;

    public void Use(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<IInspectionService>(this));

    public async Task<InspectionReport> InspectAsync(Artifact artifact, CancellationToken cancellation)
    {
        Inspected.Enqueue(artifact.FileName);
        Begun.TrySetResult();
        await Until.WaitAsync(cancellation);
        Verdict verdict = Judge(artifact.Content);
        return new InspectionReport
        {
            Ecosystem = artifact.Ecosystem,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(artifact.Content.Span)),
            Verdict = verdict,
            Findings = verdict is Verdict.Clean
                ? []
                : [new Finding { Rule = "test-marker", Title = "Marker", Verdict = verdict, Says = $"a test calls it {verdict}", File = "marker", Evidence = [] }],
            Profile = new PackageProfile(),
            Signatures = "markers",
        };
    }

    private static Verdict Judge(ReadOnlyMemory<byte> nupkg)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(nupkg.ToArray()));
            return zip.GetEntry("malicious.marker") is not null ? Verdict.Malicious
                : zip.GetEntry("suspicious.marker") is not null ? Verdict.Suspicious
                : Verdict.Clean;
        }
        catch (InvalidDataException)
        {
            return Verdict.Inconclusive;
        }
    }
}
