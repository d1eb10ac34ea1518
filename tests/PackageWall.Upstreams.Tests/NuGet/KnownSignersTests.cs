using PackageWall.Feeds.Documents;
using PackageWall.Feeds.NuGet;
using PackageWall.Upstreams.NuGet;

namespace PackageWall.Upstreams.Tests.NuGet;

public sealed class KnownSignersTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_verified_pair_is_known_at_all_times_at_which_both_certificates_are_valid()
    {
        var known = new KnownSigners();
        known.Covers(Signed(10)).ShouldBeFalse();
        known.Verified(Signed(10));

        known.Covers(Signed(10)).ShouldBeTrue();
        known.Covers(Signed(1)).ShouldBeTrue();
        known.Covers(Signed(99)).ShouldBeTrue();
        known.Covers(Signed(15, signer: "b")).ShouldBeFalse();
        known.Covers(Signed(15, authority: "b")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(101)]
    public void What_is_stamped_outside_of_that_or_near_its_ends_is_not(int day)
    {
        var known = new KnownSigners();
        known.Verified(Signed(10));

        known.Covers(Signed(day)).ShouldBeFalse();
    }

    [Fact]
    public void Pairs_are_bounded()
    {
        var known = new KnownSigners();
        for (int i = 0; i < 1_000; i++)
        {
            known.Verified(Signed(1, signer: $"{i}"));
        }

        known.Covers(Signed(1, signer: "0")).ShouldBeTrue();
        known.Covers(Signed(1, signer: "999")).ShouldBeFalse();
    }

    private static NuGetSignatureTime Signed(int day, string signer = "a", string authority = "a") => new(Start.AddDays(day), NuGetSignatureKind.Repository)
    {
        Content = new ArtifactHash("sha512", "00"),
        SignerCertificate = signer,
        TimestampCertificate = authority,
        CertifiedFrom = Start,
        CertifiedTo = Start.AddDays(100),
    };
}
