namespace PackageWall.Feeds.NuGet;

/// <summary>Which certificates sign for a registry, as it states itself (<c>RepositorySignatures</c> resource).</summary>
/// <param name="AllSigned">Whether the registry says that it signs every package.</param>
/// <param name="Fingerprints">SHA-256 of the certificates, lower-case hex: what <see cref="NuGetSignatureTime.SignerCertificate"/> is compared with.</param>
public sealed record RepositoryCertificates(bool AllSigned, IReadOnlySet<string> Fingerprints);
