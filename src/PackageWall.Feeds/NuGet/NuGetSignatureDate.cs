using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PackageWall.Feeds.Documents;

namespace PackageWall.Feeds.NuGet;

/// <summary>
/// Reads <c>.signature.p7s</c> of a package (NuGet docs, "Package signatures technical details"; RFC 5652, RFC 3161). Where a registry
/// states no date, the time stamp over the repository's signature is the only one that a publisher did not write.
/// <para>
/// Verified here: there is one primary signer and at most one repository countersigner; the signatures that are relied on fit their
/// content (mathematically); the time stamp token is signed by its authority's certificate, which is one for time stamping, and covers
/// exactly that signature. Not verified here: that the certificates lead to trusted roots and were not revoked, and that the package's
/// bytes have the promised hash. Anybody can make a repository signature with a certificate of their own, so a caller that relies on the
/// date compares <see cref="NuGetSignatureTime.SignerCertificate"/> or the chain with what it trusts.
/// </para>
/// </summary>
public static class NuGetSignatureDate
{
    private const int MaxLength = 1 << 20;
    private const string CommitmentType = "1.2.840.113549.1.9.16.2.16";
    private const string ProofOfOrigin = "1.2.840.113549.1.9.16.6.1";
    private const string ProofOfReceipt = "1.2.840.113549.1.9.16.6.2";
    private const string TimestampToken = "1.2.840.113549.1.9.16.2.14";
    private const string ServiceIndexUrl = "1.3.6.1.4.1.311.84.2.1.1.1";
    private const string PackageOwners = "1.3.6.1.4.1.311.84.2.1.1.2";

    /// <summary>Reads a signature file.</summary>
    public static NuGetReading<NuGetSignatureTime> Read(ReadOnlyMemory<byte> p7s) => Read(p7s, new SignerCertificates());

    /// <summary>Reads a signature file.</summary>
    /// <param name="p7s">Its bytes.</param>
    /// <param name="known">Certificates of earlier ones, for those who read many.</param>
    public static NuGetReading<NuGetSignatureTime> Read(ReadOnlyMemory<byte> p7s, SignerCertificates known)
    {
        ArgumentNullException.ThrowIfNull(known);
        if (p7s.Length is 0 or > MaxLength)
        {
            return Fail("the signature is empty or too large");
        }

        try
        {
            return ReadCms(p7s, known);
        }
        catch (Exception error) when (error is CryptographicException or AsnContentException or ArgumentException or InvalidOperationException
            or FormatException or NotSupportedException or OverflowException)
        {
            return Fail("the signature cannot be read: " + error.GetType().Name);
        }
    }

    private static NuGetReading<NuGetSignatureTime> ReadCms(ReadOnlyMemory<byte> p7s, SignerCertificates known)
    {
        AsnDecoder.ReadEncodedValue(p7s.Span, AsnEncodingRules.BER, out _, out _, out int consumed);
        if (consumed != p7s.Length)
        {
            return Fail("something follows the signature");
        }

        SignedMessage message = SignedMessage.Read(p7s, known);
        var cms = new SignedCms();
        cms.Decode(message.Encoded);
        if (cms.SignerInfos.Count != 1)
        {
            return Fail("the signature has not exactly one primary signer");
        }

        SignerInfo primary = cms.SignerInfos[0];
        if (ReadContent(cms.ContentInfo.Content) is not { } content)
        {
            return Fail("the signed content names no package hash");
        }

        if (KindOf(primary) is not { } kind)
        {
            return Fail("the primary signature is neither an author's nor a repository's");
        }

        SignerInfo[] receipts = [.. primary.CounterSignerInfos.Cast<SignerInfo>().Where(counter => KindOf(counter) == NuGetSignatureKind.Repository)];
        if (receipts.Length > 1 || (receipts.Length == 1 && kind == NuGetSignatureKind.Repository))
        {
            return Fail("more than one repository signed");
        }

        SignerInfo dated = receipts is [var receipt] ? receipt : primary;
        if (message.CertificateOf(primary) is not { } first || message.CertificateOf(dated) is not { } certificate)
        {
            return Fail("a signer's certificate is not among those that came with the signature, or is there twice");
        }

        primary.CheckSignature(new X509Certificate2Collection(first), verifySignatureOnly: true);
        if (dated != primary)
        {
            dated.CheckSignature(new X509Certificate2Collection(certificate), verifySignatureOnly: true);
        }

        return ReadTime(dated, certificate, receipts.Length == 1 ? NuGetSignatureKind.Repository : kind, content, known);
    }

    private static NuGetReading<NuGetSignatureTime> ReadTime(
        SignerInfo signer, X509Certificate2 certificate, NuGetSignatureKind kind, ArtifactHash content, SignerCertificates known)
    {
        if (Values(signer.UnsignedAttributes, TimestampToken) is not [var encoded])
        {
            return Fail("the signature has not exactly one time stamp");
        }

        SignedMessage stamp = SignedMessage.Read(encoded, known);
        if (!Rfc3161TimestampToken.TryDecode(stamp.Encoded, out Rfc3161TimestampToken? token, out int consumed) || consumed != stamp.Encoded.Length
            || !token.VerifySignatureForSignerInfo(signer, out X509Certificate2? authority, stamp.Certificates))
        {
            return Fail("the time stamp does not fit the signature");
        }

        return new NuGetReading<NuGetSignatureTime>.Read(new NuGetSignatureTime(token.TokenInfo.Timestamp, kind)
        {
            Owners = ReadOwners(signer),
            ServiceIndex = Values(signer.SignedAttributes, ServiceIndexUrl) is [var url]
                ? new AsnReader(url, AsnEncodingRules.DER).ReadCharacterString(UniversalTagNumber.IA5String)
                : null,
            Content = content,
            SignerCertificate = Fingerprint(certificate),
            TimestampCertificate = Fingerprint(authority),
            CertifiedFrom = Later(certificate.NotBefore, authority.NotBefore),
            CertifiedTo = Earlier(certificate.NotAfter, authority.NotAfter),
        });
    }

    private static NuGetSignatureKind? KindOf(SignerInfo signer)
    {
        if (Values(signer.SignedAttributes, CommitmentType) is not [var encoded])
        {
            return null;
        }

        // RFC 5126, section 5.11.1: CommitmentTypeIndication ::= SEQUENCE { commitmentTypeId OBJECT IDENTIFIER, … }
        return new AsnReader(encoded, AsnEncodingRules.DER).ReadSequence().ReadObjectIdentifier() switch
        {
            ProofOfOrigin => NuGetSignatureKind.Author,
            ProofOfReceipt => NuGetSignatureKind.Repository,
            _ => null,
        };
    }

    private static string[] ReadOwners(SignerInfo signer)
    {
        if (Values(signer.SignedAttributes, PackageOwners) is not [var encoded])
        {
            return [];
        }

        var owners = new List<string>();
        AsnReader sequence = new AsnReader(encoded, AsnEncodingRules.DER).ReadSequence();
        while (sequence.HasData)
        {
            owners.Add(sequence.ReadCharacterString(UniversalTagNumber.UTF8String));
        }

        return [.. owners];
    }

    private static byte[][] Values(CryptographicAttributeObjectCollection attributes, string oid) =>
        [.. attributes.Cast<CryptographicAttributeObject>()
            .Where(attribute => attribute.Oid.Value == oid)
            .SelectMany(attribute => attribute.Values.Cast<AsnEncodedData>())
            .Select(value => value.RawData)];

    // "Version:1", an empty line, "{oid}-Hash:{base64}", an empty line: properties of the package signature content.
    private static ArtifactHash? ReadContent(byte[] content)
    {
        string[] lines = Encoding.ASCII.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines is not ["Version:1", var hash] || hash.Split("-Hash:") is not [var oid, var base64])
        {
            return null;
        }

        (string Name, int Length)? algorithm = oid switch
        {
            "2.16.840.1.101.3.4.2.1" => ("sha256", 32),
            "2.16.840.1.101.3.4.2.2" => ("sha384", 48),
            "2.16.840.1.101.3.4.2.3" => ("sha512", 64),
            _ => null,
        };
        byte[] value = Convert.FromBase64String(base64);
        return algorithm is { } known && value.Length == known.Length ? new ArtifactHash(known.Name, Convert.ToHexStringLower(value)) : null;
    }

    private static string Fingerprint(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();

    private static DateTimeOffset Later(DateTime left, DateTime right) => left > right ? left : right;

    private static DateTimeOffset Earlier(DateTime left, DateTime right) => left < right ? left : right;

    private static NuGetReading<NuGetSignatureTime> Fail(string reason) => new NuGetReading<NuGetSignatureTime>.Failure(reason);
}
