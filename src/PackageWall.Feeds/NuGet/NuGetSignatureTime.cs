using PackageWall.Feeds.Documents;

namespace PackageWall.Feeds.NuGet;

/// <summary>What the signature inside a package says of when it was signed, and by whom.</summary>
/// <param name="Timestamp">The time stamp authority's time over that signature.</param>
/// <param name="Kind">Whose signature it is; only a repository's tells when a version was released.</param>
public sealed record NuGetSignatureTime(DateTimeOffset Timestamp, NuGetSignatureKind Kind)
{
    /// <summary>The package's owners as the repository signed them; empty for an author's signature.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>Service index of the repository that signed, or null.</summary>
    public string? ServiceIndex { get; init; }

    /// <summary>Hash of the package without its signature file, which both signatures promise.</summary>
    public required ArtifactHash Content { get; init; }

    /// <summary>SHA-256 of the signing certificate, lower-case hex. Whether it is trusted is the caller's to say.</summary>
    public required string SignerCertificate { get; init; }

    /// <summary>SHA-256 of the time stamp authority's certificate, lower-case hex. Whether it is trusted is the caller's to say.</summary>
    public required string TimestampCertificate { get; init; }

    /// <summary>From when on both certificates are valid.</summary>
    public required DateTimeOffset CertifiedFrom { get; init; }

    /// <summary>Until when both certificates are valid.</summary>
    public required DateTimeOffset CertifiedTo { get; init; }
}
