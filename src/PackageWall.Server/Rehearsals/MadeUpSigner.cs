using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PackageWall.Server.Rehearsals;

/// <summary>
/// Signs made-up packages in the two ways that are met with (NuGet docs, "Package signatures technical details"): by the repository alone, or
/// by an author and again by the repository, each with a time stamp. Whoever verifies them finds everything in order but the root.
/// </summary>
internal sealed class MadeUpSigner : IDisposable
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string CommitmentType = "1.2.840.113549.1.9.16.2.16";
    private const string ProofOfOrigin = "1.2.840.113549.1.9.16.6.1";
    private const string ProofOfReceipt = "1.2.840.113549.1.9.16.6.2";
    private const string SigningCertificate = "1.2.840.113549.1.9.16.2.47";
    private const string ServiceIndex = "1.3.6.1.4.1.311.84.2.1.1.1";
    private const string Owners = "1.3.6.1.4.1.311.84.2.1.1.2";
    private const string CounterSignature = "1.2.840.113549.1.9.6";
    private const string TimestampToken = "1.2.840.113549.1.9.16.2.14";
    private const string TimestampInfo = "1.2.840.113549.1.9.16.1.4";
    private const string TimestampPolicy = "2.999.1";

    private readonly MadeUpCertificates _certificates = new();

    /// <summary>Signs a package: its signature file.</summary>
    /// <param name="package">The package without it.</param>
    /// <param name="hasAuthor">Whether its author signed it, too.</param>
    public byte[] Sign(byte[] package, bool hasAuthor)
    {
        string hash = Convert.ToBase64String(SHA256.HashData(package));
        var cms = new SignedCms(new ContentInfo(Encoding.ASCII.GetBytes($"Version:1\n\n{Sha256}-Hash:{hash}\n\n")));
        cms.ComputeSignature(hasAuthor ? Author() : Repository());
        SignerInfo primary = cms.SignerInfos[0];
        primary.AddUnsignedAttribute(new AsnEncodedData(new Oid(TimestampToken), Stamp(primary.GetSignature())));
        if (hasAuthor)
        {
            CounterSign(cms);
        }

        return cms.Encode();
    }

    public void Dispose() => _certificates.Dispose();

    private CmsSigner Author() => Signer(_certificates.Author, ProofOfOrigin);

    private CmsSigner Repository()
    {
        CmsSigner signer = Signer(_certificates.Repository, ProofOfReceipt);
        signer.SignedAttributes.Add(new AsnEncodedData(
            new Oid(ServiceIndex), Write(asn => asn.WriteCharacterString(UniversalTagNumber.IA5String, $"https://{MadeUpRegistry.NuGetIndex.Host}/index.json"))));
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(Owners), Write(asn =>
        {
            using AsnWriter.Scope owners = asn.PushSequence();
            asn.WriteCharacterString(UniversalTagNumber.UTF8String, "nobody");
        })));
        return signer;
    }

    private CmsSigner Signer(X509Certificate2 certificate, string commitment)
    {
        CmsSigner signer = Plain(certificate);
        signer.SignedAttributes.Add(new Pkcs9SigningTime(MadeUpNames.LongAgo.UtcDateTime));
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(CommitmentType), Write(asn =>
        {
            using AsnWriter.Scope indication = asn.PushSequence();
            asn.WriteObjectIdentifier(commitment);
        })));
        return signer;
    }

    private CmsSigner Plain(X509Certificate2 certificate)
    {
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate)
        {
            DigestAlgorithm = new Oid(Sha256),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.Certificates.Add(_certificates.Root);
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(SigningCertificate), Write(asn => WriteIdentity(asn, certificate))));
        return signer;
    }

    // The library stamps no countersignature: its time stamp is added to what it wrote.
    private void CounterSign(SignedCms cms)
    {
        SignerInfo primary = cms.SignerInfos[0];
        primary.ComputeCounterSignature(Repository());
        byte[] token = Stamp(cms.SignerInfos[0].CounterSignerInfos[0].GetSignature());
        AsnEncodedData bare = cms.SignerInfos[0].UnsignedAttributes.Cast<CryptographicAttributeObject>().Single(attribute => attribute.Oid.Value == CounterSignature).Values[0];
        byte[] stamped = Write(asn =>
        {
            using AsnWriter.Scope signer = asn.PushSequence();
            AsnReader parts = new AsnReader(bare.RawData, AsnEncodingRules.DER).ReadSequence();
            while (parts.HasData)
            {
                asn.WriteEncodedValue(parts.ReadEncodedValue().Span);
            }

            using AsnWriter.Scope attributes = asn.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 1));
            using AsnWriter.Scope attribute = asn.PushSequence();
            asn.WriteObjectIdentifier(TimestampToken);
            using AsnWriter.Scope values = asn.PushSetOf();
            asn.WriteEncodedValue(token);
        });
        cms.SignerInfos[0].RemoveUnsignedAttribute(bare);
        cms.SignerInfos[0].AddUnsignedAttribute(new AsnEncodedData(new Oid(CounterSignature), stamped));
    }

    // RFC 3161, section 2.4.2.
    private byte[] Stamp(byte[] signature)
    {
        byte[] info = Write(asn =>
        {
            using AsnWriter.Scope token = asn.PushSequence();
            asn.WriteInteger(1);
            asn.WriteObjectIdentifier(TimestampPolicy);
            using (asn.PushSequence())
            {
                using (asn.PushSequence())
                {
                    asn.WriteObjectIdentifier(Sha256);
                    asn.WriteNull();
                }

                asn.WriteOctetString(SHA256.HashData(signature));
            }

            asn.WriteInteger(BinaryPrimitives.ReadUInt32BigEndian(signature));
            asn.WriteGeneralizedTime(MadeUpNames.LongAgo, omitFractionalSeconds: true);
            using (asn.PushSequence())
            {
                asn.WriteInteger(1);
            }
        });
        var cms = new SignedCms(new ContentInfo(new Oid(TimestampInfo), info));
        CmsSigner signer = Plain(_certificates.Authority);
        signer.SignedAttributes.Add(new Pkcs9SigningTime(MadeUpNames.LongAgo.UtcDateTime));
        cms.ComputeSignature(signer);
        return cms.Encode();
    }

    // RFC 5035, section 3: SigningCertificateV2 with one certificate, by its hash (SHA-256, which is the default), issuer and serial number.
    private static void WriteIdentity(AsnWriter asn, X509Certificate2 certificate)
    {
        using AsnWriter.Scope attribute = asn.PushSequence();
        using AsnWriter.Scope certificates = asn.PushSequence();
        using AsnWriter.Scope identity = asn.PushSequence();
        asn.WriteOctetString(certificate.GetCertHash(HashAlgorithmName.SHA256));
        using AsnWriter.Scope issued = asn.PushSequence();
        using (asn.PushSequence())
        {
            using AsnWriter.Scope name = asn.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4));
            asn.WriteEncodedValue(certificate.IssuerName.RawData);
        }

        asn.WriteInteger(certificate.SerialNumberBytes.Span);
    }

    private static byte[] Write(Action<AsnWriter> write)
    {
        var asn = new AsnWriter(AsnEncodingRules.DER);
        write(asn);
        return asn.Encode();
    }
}
