using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PackageWall.Feeds.NuGet;

/// <summary>
/// Certificates that came with signatures, by all of their bytes. The packages of a registry carry the same few, and parsing them anew
/// for each signer was measured as nine tenths of reading a signature. Says nothing of whether any of them is trusted.
/// </summary>
public sealed class SignerCertificates
{
    /// <summary>Registries have a few dozen over the years; more are somebody's game, and then it begins anew.</summary>
    private const int MaxKept = 256;

    private readonly ConcurrentDictionary<string, X509Certificate2> _certificates = new(StringComparer.Ordinal);

    /// <summary>How many are kept.</summary>
    internal int Count => _certificates.Count;

    /// <summary>The certificate that these bytes are.</summary>
    /// <exception cref="CryptographicException">They are none.</exception>
    internal X509Certificate2 Get(ReadOnlySpan<byte> encoded)
    {
        string key = Convert.ToHexString(SHA256.HashData(encoded));
        if (_certificates.TryGetValue(key, out X509Certificate2? known))
        {
            return known;
        }

        if (_certificates.Count >= MaxKept)
        {
            // Others may be at work with them: who holds the last one lets it go.
            _certificates.Clear();
        }

        return _certificates.GetOrAdd(key, X509CertificateLoader.LoadCertificate(encoded));
    }
}
