using System.Security.Cryptography;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Changes;
using PackageWall.Inspection.Manifests;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;

namespace PackageWall.Inspection;

/// <summary>
/// The one door of inspection: bytes of an artifact in, report out. Pure, safe for use from several threads, and never throws on
/// any input: a reader that fails makes the report inconclusive. Only a caller's own cancellation comes out as an exception.
/// </summary>
public sealed class Inspector
{
    /// <summary>
    /// The reason of a report whose inspection ran out of memory. No reader hides that: how much is left when a file's turn comes
    /// depends on the machine, so the whole inspection ends, and whoever has more memory to offer can try again.
    /// </summary>
    public const string OutOfMemory = "There was not enough memory to read it to its end.";

    // Enough for a few large packages; of a worker's memory a twentieth.
    private const long KnownBytes = 16L << 20;

    private readonly InspectionRooms _rooms;
    private readonly KnownReadings _known = new(KnownBytes);

    /// <summary>An inspector with the rooms of the product.</summary>
    public Inspector(SignatureSet signatures, InspectionLimits limits)
        : this(signatures, limits, InspectionRooms.Real)
    {
    }

    /// <summary>An inspector whose time is measured by this clock, such as one of processor time.</summary>
    public Inspector(SignatureSet signatures, InspectionLimits limits, TimeProvider clock)
        : this(signatures, limits, InspectionRooms.Real with { Clock = clock })
    {
    }

    internal Inspector(SignatureSet signatures, InspectionLimits limits, InspectionRooms rooms) =>
        (Signatures, Limits, _rooms) = (signatures, limits, rooms);

    /// <summary>The rules in use.</summary>
    public SignatureSet Signatures { get; }

    /// <summary>The limits in use.</summary>
    public InspectionLimits Limits { get; }

    /// <summary>Inspects one artifact.</summary>
    public InspectionReport Inspect(Artifact artifact, CancellationToken cancellation = default)
    {
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(artifact.Content.Span));
        return artifact.Content.Length > Limits.ArtifactBytes
            ? Unread(artifact, sha256, $"The artifact has {artifact.Content.Length} bytes, more than the {Limits.ArtifactBytes} that are inspected.")
            : InTime(
                artifact,
                sha256,
                (budget, token) => _rooms.LayOut(artifact.Ecosystem, _rooms.ReadArchive(artifact.Content, ContainerOf(artifact.FileName), Limits, token), budget),
                cancellation);
    }

    private InspectionReport InTime(
        Artifact artifact, string sha256, Func<InspectionBudget, CancellationToken, PackageTree> open, CancellationToken cancellation)
    {
        using CancellationTokenSource clock = new(Limits.Time, _rooms.Clock);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellation);
        try
        {
            InspectionBudget budget = new(Limits) { Cancellation = both.Token };
            return new InspectionRun(_rooms, Signatures, budget, _known, cancellation).Inspect(artifact, sha256, open(budget, both.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Unread(artifact, sha256, $"The inspection took longer than {Limits.Time.TotalSeconds:0} seconds.");
        }
        // A type that found no memory when it was first used stays broken as long as the process lives: nobody else may be judged by it.
        catch (Exception exhausted) when (exhausted is OutOfMemoryException or TypeInitializationException)
        {
            return Unread(artifact, sha256, OutOfMemory);
        }
#pragma warning disable CA1031 // Whatever fails on hostile input, the package is held; the message could carry the input, so only the type is told.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return Unread(artifact, sha256, $"The inspection failed with {exception.GetType().Name}.");
        }
    }

    private InspectionReport Unread(Artifact artifact, string sha256, string reason) => new()
    {
        Ecosystem = artifact.Ecosystem,
        Sha256 = sha256,
        Verdict = Verdict.Inconclusive,
        Inconclusive = [reason],
        Profile = new PackageProfile(),
        Signatures = Signatures.Revision,
    };

    /// <summary>The container that a file name promises.</summary>
    private static string? ContainerOf(string fileName) => fileName.ToLowerInvariant() switch
    {
        var name when name.EndsWith(".tgz", StringComparison.Ordinal) || name.EndsWith(".tar.gz", StringComparison.Ordinal) => "tar.gz",
        var name when name.EndsWith(".whl", StringComparison.Ordinal) || name.EndsWith(".zip", StringComparison.Ordinal)
            || name.EndsWith(".nupkg", StringComparison.Ordinal) || name.EndsWith(".egg", StringComparison.Ordinal) => "zip",
        var name when name.EndsWith(".tar", StringComparison.Ordinal) => "tar",
        _ => null,
    };
}
