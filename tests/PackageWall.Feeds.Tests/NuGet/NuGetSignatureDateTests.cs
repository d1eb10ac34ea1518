using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PackageWall.Feeds.NuGet;

namespace PackageWall.Feeds.Tests.NuGet;

public sealed class NuGetSignatureDateTests
{
    [Fact]
    public void A_real_signature_gives_the_registry_s_time_stamp_and_the_owners()
    {
        NuGetSignatureTime time = NuGetSignatureDate.Read(RealSignature.Bytes).ShouldBeOfType<NuGetReading<NuGetSignatureTime>.Read>().Value;

        time.Kind.ShouldBe(NuGetSignatureKind.Repository);
        time.Timestamp.ShouldBe(RealSignature.Timestamp);
        time.Owners.ShouldBe(RealSignature.Owners);
        time.Content.Algorithm.ShouldBe("sha256");
        time.SignerCertificate.Length.ShouldBe(64);
        time.TimestampCertificate.Length.ShouldBe(64);
        time.CertifiedFrom.ShouldBeLessThan(time.Timestamp);
        time.CertifiedTo.ShouldBeGreaterThan(time.Timestamp);
        time.ServiceIndex.ShouldStartWith("https://");
    }

    /// <summary>The packages that these very tests were restored from are as real as any; a mirror may have stripped their signatures.</summary>
    [Fact]
    [Trait("Category", "Live")]
    public void Every_signature_of_the_packages_on_this_machine_can_be_read()
    {
        string root = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string[] files = Directory.Exists(root) ? Directory.GetFiles(root, ".signature.p7s", SearchOption.AllDirectories) : [];
        foreach (string file in files.Take(200))
        {
            var read = NuGetSignatureDate.Read(File.ReadAllBytes(file)).ShouldBeOfType<NuGetReading<NuGetSignatureTime>.Read>(file);
            if (file.Replace('\\', '/').EndsWith("newtonsoft.json/13.0.3/.signature.p7s", StringComparison.Ordinal))
            {
                read.Value.Timestamp.ShouldBe(new DateTimeOffset(2023, 3, 8, 7, 43, 22, TimeSpan.Zero));
                read.Value.Owners.ShouldContain("jamesnk");
            }
        }
    }

    [Fact]
    public void A_changed_signature_gives_no_other_date()
    {
        byte[] real = RealSignature.Bytes;
        var random = new Random(20261120);
        var known = new SignerCertificates();
        NuGetSignatureDate.Read(real, known).ShouldBeOfType<NuGetReading<NuGetSignatureTime>.Read>();
        for (int round = 0; round < 150; round++)
        {
            byte[] changed = [.. real];
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            if (NuGetSignatureDate.Read(changed, known) is NuGetReading<NuGetSignatureTime>.Read read && read.Value.Kind == NuGetSignatureKind.Repository)
            {
                // Bits that no signature covers (certificates that are only carried along) may change; what we rely on may not.
                read.Value.Timestamp.ShouldBe(RealSignature.Timestamp);
                read.Value.Owners.ShouldBe(RealSignature.Owners);
            }
        }
    }

    [Fact]
    public void A_cut_or_extended_signature_is_a_failure()
    {
        byte[] real = RealSignature.Bytes;
        for (int length = 0; length < real.Length; length += 211)
        {
            NuGetSignatureDate.Read(real.AsMemory(0, length)).ShouldBeOfType<NuGetReading<NuGetSignatureTime>.Failure>();
        }

        NuGetSignatureDate.Read((byte[])[.. real, 0]).ShouldBeOfType<NuGetReading<NuGetSignatureTime>.Failure>().Reason.ShouldBe("something follows the signature");
        NuGetSignatureDate.Read(new byte[2 << 20]).ShouldBeOfType<NuGetReading<NuGetSignatureTime>.Failure>();
    }

    [Theory]
    [InlineData("1.2.840.113549.1.9.16.6.2", "the signature has not exactly one time stamp")]
    [InlineData("1.2.840.113549.1.9.16.6.1", "the signature has not exactly one time stamp")]
    [InlineData("1.2.840.113549.1.9.16.6.3", "the primary signature is neither an author's nor a repository's")]
    public void A_home_made_signature_has_no_date(string commitment, string reason)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=home made", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(90));
        string hash = Convert.ToBase64String(new byte[32]);
        var cms = new SignedCms(new ContentInfo(Encoding.ASCII.GetBytes($"Version:1\n\n2.16.840.1.101.3.4.2.1-Hash:{hash}\n\n")));
        var asn = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (asn.PushSequence())
        {
            asn.WriteObjectIdentifier(commitment);
        }

        var signer = new CmsSigner(certificate) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1") };
        signer.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.16.2.16", asn.Encode()));
        cms.ComputeSignature(signer);
        NuGetSignatureDate.Read(cms.Encode()).ShouldBeOfType<NuGetReading<NuGetSignatureTime>.Failure>().Reason.ShouldBe(reason);
    }
}
