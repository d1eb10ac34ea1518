using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using PackageWall.Inspection;
using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Reports;

namespace PackageWall.Core.Intake;

/// <summary>Inspects in this process, as many artifacts at once as there are processors.</summary>
public sealed class InspectionService(Inspector inspector, ILogger<InspectionService> log) : IInspectionService, IDisposable
{
    private readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);

    /// <inheritdoc/>
    public async Task<InspectionReport> InspectAsync(Artifact artifact, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => inspector.Inspect(artifact, cancellation), cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // Promise 2: a reader that fails holds the version. The inspector catches its readers' failures itself; this is the net below.
#pragma warning disable CA1848
            log.LogError(failure, "The inspection of {File} failed", artifact.FileName);
#pragma warning restore CA1848
            return Failed(artifact, inspector.Signatures.Revision, failure.GetType().Name);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private static InspectionReport Failed(Artifact artifact, string signatures, string failure) => new()
    {
        Ecosystem = artifact.Ecosystem,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(artifact.Content.Span)),
        Verdict = Verdict.Inconclusive,
        Inconclusive = [$"the inspection itself failed ({failure}); the server's log has the details"],
        Profile = new PackageProfile(),
        Signatures = signatures,
    };
}
