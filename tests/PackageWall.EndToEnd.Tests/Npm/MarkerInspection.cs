using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PackageWall.Core.Intake;
using PackageWall.Inspection;
using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Reports;

namespace PackageWall.EndToEnd.Tests.Npm;

/// <summary>
/// Judges a tarball by a word that it holds, so that tests of the wall's workings do not depend on rules: <c>malicious-marker</c>,
/// <c>suspicious-marker</c>, else clean. Counts, and can be made to wait.
/// </summary>
public sealed class MarkerInspection : IInspectionService
{
    private readonly Lock _lock = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _count;

    /// <summary>How many inspections began.</summary>
    public int Count => _count;

    /// <summary>Ends when so many inspections have begun.</summary>
    public Task ReachesAsync(int count)
    {
        lock (_lock)
        {
            if (_count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    /// <summary>Inspections end only after this does.</summary>
    public Task Until { get; set; } = Task.CompletedTask;

    /// <summary>Puts it in the place of the real one.</summary>
    public void Use(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<IInspectionService>(this));

    /// <inheritdoc/>
    public async Task<InspectionReport> InspectAsync(Artifact artifact, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _count++;
            foreach ((int _, TaskCompletionSource reached) in _waiting.Where(waiting => waiting.Count <= _count))
            {
                reached.TrySetResult();
            }
        }

        await Until.WaitAsync(cancellation);
        (Verdict verdict, string? says) = Read(artifact.Content) switch
        {
            null => (Verdict.Inconclusive, "it cannot be unpacked"),
            var text when text.Contains("malicious-marker", StringComparison.Ordinal) => (Verdict.Malicious, "it holds the word that tests call malicious"),
            var text when text.Contains("suspicious-marker", StringComparison.Ordinal) => (Verdict.Suspicious, "it holds the word that tests call suspicious"),
            _ => (Verdict.Clean, null),
        };
        return new InspectionReport
        {
            Ecosystem = artifact.Ecosystem,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(artifact.Content.Span)),
            Verdict = verdict,
            Findings = says is null ? [] : [new Finding { Rule = "test-marker", Title = "Marker", Verdict = verdict, Says = says, File = "package/index.js", Evidence = [] }],
            Profile = new PackageProfile(),
            Signatures = "markers",
        };
    }

    private static string? Read(ReadOnlyMemory<byte> tarball)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(tarball.ToArray()), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            gzip.CopyTo(plain);
            return Encoding.Latin1.GetString(plain.GetBuffer(), 0, (int)plain.Length);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
