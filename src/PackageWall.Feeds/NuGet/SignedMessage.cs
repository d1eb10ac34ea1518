using System.Formats.Asn1;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;

namespace PackageWall.Feeds.NuGet;

/// <summary>
/// A signed message (RFC 5652, section 5.1) and the certificates that came with it, apart from each other: the library would parse all of
/// them again for each signer. No signature covers them, so the message means the same without.
/// </summary>
/// <param name="Encoded">The message without them.</param>
/// <param name="Certificates">The certificates, each once.</param>
internal sealed record SignedMessage(byte[] Encoded, X509Certificate2Collection Certificates)
{
    private const string SignedData = "1.2.840.113549.1.7.2";
    private static readonly Asn1Tag Explicit = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Takes a message apart.</summary>
    /// <exception cref="AsnContentException">It is not encoded as it should be.</exception>
    public static SignedMessage Read(ReadOnlyMemory<byte> message, SignerCertificates known)
    {
        var outer = new AsnReader(message, AsnEncodingRules.BER);
        AsnReader contentInfo = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        string type = contentInfo.ReadObjectIdentifier();
        if (type != SignedData)
        {
            throw new AsnContentException("The message is not a signed one.");
        }

        AsnReader content = contentInfo.ReadSequence(Explicit);
        contentInfo.ThrowIfNotEmpty();
        AsnReader data = content.ReadSequence();
        content.ThrowIfNotEmpty();

        var certificates = new X509Certificate2Collection();
        var bare = new AsnWriter(AsnEncodingRules.BER);
        using (bare.PushSequence())
        {
            bare.WriteObjectIdentifier(type);
            using AsnWriter.Scope tagged = bare.PushSequence(Explicit);
            using AsnWriter.Scope body = bare.PushSequence();
            bool hasRead = false;
            while (data.HasData)
            {
                if (!data.PeekTag().HasSameClassAndValue(Explicit))
                {
                    bare.WriteEncodedValue(data.ReadEncodedValue().Span);
                }
                else if (hasRead)
                {
                    // Those would be verified with, and not the ones that are named afterwards.
                    throw new AsnContentException("The message has its certificates twice.");
                }
                else
                {
                    ReadCertificates(data.ReadSetOf(Explicit), certificates, known);
                    hasRead = true;
                }
            }
        }

        return new SignedMessage(bare.Encode(), certificates);
    }

    /// <summary>The certificate that a signer names; null when there is none, or more than one: then it is not said by which it is verified.</summary>
    public X509Certificate2? CertificateOf(SignerInfo signer)
    {
        SubjectIdentifier name = signer.SignerIdentifier;
        X509Certificate2[] named = [.. Certificates.Where(certificate => IsNamed(certificate, name))];
        return named is [var one] ? one : null;
    }

    private static bool IsNamed(X509Certificate2 certificate, SubjectIdentifier name) => name.Value switch
    {
        X509IssuerSerial issued => certificate.SerialNumber == issued.SerialNumber && certificate.IssuerName.Name == issued.IssuerName,
        string key => certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Any(extension => extension.SubjectKeyIdentifier == key),
        _ => false,
    };

    private static void ReadCertificates(AsnReader set, X509Certificate2Collection certificates, SignerCertificates known)
    {
        while (set.HasData)
        {
            X509Certificate2 certificate = known.Get(set.ReadEncodedValue().Span);
            // By all of it: to the library two are equal when their names are.
            if (!certificates.Any(other => other.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span)))
            {
                certificates.Add(certificate);
            }
        }
    }
}
