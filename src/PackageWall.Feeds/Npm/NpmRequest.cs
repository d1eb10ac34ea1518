using PackageWall.Packages;

namespace PackageWall.Feeds.Npm;

/// <summary>What an npm client asks for, read from the path after the mount by <see cref="NpmRequestPath"/>.</summary>
public abstract record NpmRequest
{
    private NpmRequest()
    {
    }

    /// <summary><c>/{name}</c></summary>
    public sealed record Packument(PackageName Name) : NpmRequest;

    /// <summary><c>/{name}/{version or tag}</c></summary>
    public sealed record Manifest(PackageName Name, string VersionOrTag) : NpmRequest;

    /// <summary><c>/{name}/-/{file}</c></summary>
    public sealed record Tarball(PackageName Name, string File) : NpmRequest;

    /// <summary><c>/-/package/{name}/dist-tags</c></summary>
    public sealed record DistTags(PackageName Name) : NpmRequest;

    /// <summary><c>/-/npm/v1/attestations/{name}@{version}</c></summary>
    public sealed record Attestations(PackageName Name, PackageVersion Version) : NpmRequest;

    /// <summary><c>/-/npm/v1/keys</c></summary>
    public sealed record Keys : NpmRequest;

    /// <summary><c>/-/npm/v1/security/advisories/bulk</c></summary>
    public sealed record BulkAudit : NpmRequest;

    /// <summary><c>/-/npm/v1/security/audits</c> and <c>…/quick</c>: retired by the registry, answered 410.</summary>
    public sealed record RetiredAudit : NpmRequest;

    /// <summary><c>/-/ping</c></summary>
    public sealed record Ping : NpmRequest;

    /// <summary><c>/-/whoami</c></summary>
    public sealed record Whoami : NpmRequest;

    /// <summary><c>/-/v1/search</c></summary>
    public sealed record Search : NpmRequest;

    /// <summary>A well-formed path that a read-only mirror does not serve.</summary>
    /// <param name="Reason">In words for the client.</param>
    public sealed record Unknown(string Reason) : NpmRequest;

    /// <summary>A path that is read in two ways, or that no client would send: answered 400.</summary>
    /// <param name="Reason">In words for the client; holds nothing of the path.</param>
    public sealed record Invalid(string Reason) : NpmRequest;
}
