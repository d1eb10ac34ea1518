using PackageWall.Core.Blobs;
using PackageWall.Core.Versions;
using PackageWall.Feeds.Refusals;

namespace PackageWall.Core.Gate;

/// <summary>The gate's answer to a request for an artifact. There is no other way to say no.</summary>
public abstract record Admission
{
    /// <summary>Released: these bytes, and no others, may leave.</summary>
    /// <param name="Version">The version's record.</param>
    /// <param name="Artifact">The file's record.</param>
    /// <param name="Blob">The open blob; whoever gets it disposes it.</param>
    public sealed record Admitted(VersionRecord Version, ArtifactRecord Artifact, BlobContent Blob) : Admission;

    /// <summary>Not given out.</summary>
    public sealed record Refused(Refusal Refusal) : Admission;

    /// <summary>The upstream says that there is no such package, version or file.</summary>
    public sealed record Missing(string What) : Admission;

    /// <summary>It cannot be said now: the upstream is away, or the inspection has not ended yet.</summary>
    /// <param name="Why">One sentence for the client.</param>
    /// <param name="RetryAfter">When to ask again.</param>
    /// <param name="IsPending">Whether an inspection is under way, so that asking again will help.</param>
    public sealed record Unavailable(string Why, TimeSpan RetryAfter, bool IsPending) : Admission;
}
