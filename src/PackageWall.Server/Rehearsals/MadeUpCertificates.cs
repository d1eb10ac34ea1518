using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PackageWall.Server.Rehearsals;

/// <summary>
/// Certificates of a repository, an author and a time stamp authority that do not exist. Their keys are made anew for each rehearsal, leave
/// its memory never and are gone with it; they lead to a root that nobody knows.
/// </summary>
internal sealed class MadeUpCertificates : IDisposable
{
    /// <summary>The least that is accepted; finding larger ones takes longer.</summary>
    private const int KeyBits = 2048;

    private static readonly Oid CodeSigning = new("1.3.6.1.5.5.7.3.3");
    private static readonly Oid TimeStamping = new("1.3.6.1.5.5.7.3.8");
    private static readonly DateTimeOffset From = MadeUpNames.LongAgo.AddYears(-1);
    private static readonly DateTimeOffset To = MadeUpNames.Lately.AddYears(1);

    /// <summary>Makes them, which is some tenths of a second of looking for primes.</summary>
    public MadeUpCertificates()
    {
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest("CN=Made up root, O=Nobody", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        Root = request.CreateSelfSigned(From, To);
        Repository = Issue("CN=Made up repository, O=Nobody", CodeSigning, 1);
        Author = Issue("CN=Made up author, O=Nobody", CodeSigning, 2);
        Authority = Issue("CN=Made up time, O=Nobody", TimeStamping, 3);
    }

    /// <summary>Where the others lead.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>Signs what a registry took in.</summary>
    public X509Certificate2 Repository { get; }

    /// <summary>Signs what somebody made.</summary>
    public X509Certificate2 Author { get; }

    /// <summary>Signs when that was.</summary>
    public X509Certificate2 Authority { get; }

    public void Dispose()
    {
        Root.Dispose();
        Repository.Dispose();
        Author.Dispose();
        Authority.Dispose();
    }

    private X509Certificate2 Issue(string name, Oid use, byte serial)
    {
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([use], critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using X509Certificate2 certificate = request.Create(Root, From, To, [1, serial]);
        return certificate.CopyWithPrivateKey(key);
    }
}
