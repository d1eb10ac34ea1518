using System.Text.Json;
using PackageWall.Feeds.Documents;

namespace PackageWall.Feeds.NuGet;

/// <summary>Reads the <c>RepositorySignatures</c> resource (NuGet docs, "Repository signatures").</summary>
public static class RepositoryCertificatesReader
{
    private const string Sha256Oid = "2.16.840.1.101.3.4.2.1";

    /// <summary>Reads the list; a certificate without a SHA-256 fingerprint makes it a failure.</summary>
    public static NuGetReading<RepositoryCertificates> Read(ReadOnlyMemory<byte> bytes)
    {
        if (!JsonText.TryParse(bytes, out JsonDocument? document, out string reason))
        {
            return new NuGetReading<RepositoryCertificates>.Failure(reason);
        }

        using (document)
        {
            if (document.RootElement.List("signingCertificates") is not { } certificates
                || document.RootElement.Flag("allRepositorySigned") is not { } allSigned)
            {
                return new NuGetReading<RepositoryCertificates>.Failure("the document has no list of signing certificates");
            }

            var fingerprints = new HashSet<string>(StringComparer.Ordinal);
            foreach (JsonElement certificate in certificates.EnumerateArray())
            {
                string? hex = certificate.Member("fingerprints")?.Text(Sha256Oid);
                if (hex is not { Length: 64 } || !hex.All(char.IsAsciiHexDigit))
                {
                    return new NuGetReading<RepositoryCertificates>.Failure("a signing certificate has no fingerprint");
                }

                fingerprints.Add(hex.ToLowerInvariant());
            }

            return new NuGetReading<RepositoryCertificates>.Read(new RepositoryCertificates(allSigned, fingerprints));
        }
    }
}
