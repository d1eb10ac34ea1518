using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using PackageWall.Feeds.NuGet;

namespace PackageWall.Feeds.Tests.NuGet;

/// <summary>Certificates that are known already save time, and change nothing of what is verified.</summary>
public sealed class SignerCertificatesTests
{
    [Fact]
    public void A_signature_reads_the_same_with_certificates_of_an_earlier_one()
    {
        var known = new SignerCertificates();
        NuGetSignatureTime first = Read(RealSignature.Bytes, known);
        int count = known.Count;

        NuGetSignatureTime again = Read(RealSignature.Bytes, known);

        count.ShouldBeGreaterThan(2);
        known.Count.ShouldBe(count);
        again.Owners.ShouldBe(first.Owners);
        (again with { Owners = [] }).ShouldBe(first with { Owners = [] });
    }

    [Fact]
    public void A_certificate_that_is_known_does_not_stand_in_for_one_that_is_lacking()
    {
        var known = new SignerCertificates();
        Read(RealSignature.Bytes, known);
        byte[] bare = SignedMessage.Read(RealSignature.Bytes, known).Encoded;

        NuGetSignatureDate.Read(bare, known).ShouldBeOfType<NuGetReading<NuGetSignatureTime>.Failure>().Reason.ShouldStartWith("a signer's certificate is not among");
    }

    [Fact]
    public void Of_two_certificates_by_the_same_name_none_is_taken()
    {
        using X509Certificate2 one = Certificate("CN=one", 1);
        using X509Certificate2 two = Certificate("CN=one", 1);
        var cms = new SignedCms(new ContentInfo([1]));
        var signer = new CmsSigner(one);
        signer.IncludeOption = X509IncludeOption.EndCertOnly;
        signer.Certificates.Add(two);
        cms.ComputeSignature(signer);
        SignedMessage message = SignedMessage.Read(cms.Encode(), new SignerCertificates());
        var read = new SignedCms();
        read.Decode(message.Encoded);

        message.CertificateOf(read.SignerInfos[0]).ShouldBeNull();
        read.Certificates.ShouldBeEmpty();
    }

    [Fact]
    public void A_second_list_of_certificates_makes_it_unreadable()
    {
        // Content info, its type, the wrapping, the message, and in it what comes before the certificates.
        byte[] real = RealSignature.Bytes;
        var list = new Asn1Tag(TagClass.ContextSpecific, 0);
        AsnReader content = new AsnReader(real, AsnEncodingRules.BER).ReadSequence();
        var twice = new AsnWriter(AsnEncodingRules.BER);
        using (twice.PushSequence())
        {
            twice.WriteObjectIdentifier(content.ReadObjectIdentifier());
            AsnReader data = content.ReadSequence(list).ReadSequence();
            using AsnWriter.Scope wrapping = twice.PushSequence(list);
            using AsnWriter.Scope message = twice.PushSequence();
            while (data.HasData)
            {
                bool areCertificates = data.PeekTag().HasSameClassAndValue(list);
                ReadOnlyMemory<byte> part = data.ReadEncodedValue();
                twice.WriteEncodedValue(part.Span);
                if (areCertificates)
                {
                    twice.WriteEncodedValue(part.Span);
                }
            }
        }

        NuGetSignatureDate.Read(twice.Encode()).ShouldBeOfType<NuGetReading<NuGetSignatureTime>.Failure>();
        Should.Throw<AsnContentException>(() => SignedMessage.Read(twice.Encode(), new SignerCertificates()));
    }

    [Fact]
    public void What_is_no_certificate_is_an_error() => Should.Throw<CryptographicException>(() => new SignerCertificates().Get([0x30, 0]));

    [Fact]
    public void They_are_bounded()
    {
        var known = new SignerCertificates();
        for (int i = 0; i < 300; i++)
        {
            using X509Certificate2 certificate = Certificate("CN=many", i);
            known.Get(certificate.RawData).SerialNumber.ShouldBe(certificate.SerialNumber);
            known.Count.ShouldBeInRange(1, 256);
        }
    }

    private static NuGetSignatureTime Read(byte[] p7s, SignerCertificates known) =>
        NuGetSignatureDate.Read(p7s, known).ShouldBeOfType<NuGetReading<NuGetSignatureTime>.Read>().Value;

    private static X509Certificate2 Certificate(string name, int serial)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedName(name);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.Create(
            subject, X509SignatureGenerator.CreateForECDsa(key), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(90), [1, (byte)(serial >> 8), (byte)serial]);
        return certificate.CopyWithPrivateKey(key);
    }
}
