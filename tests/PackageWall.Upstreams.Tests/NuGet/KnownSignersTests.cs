using PackageWall.Feeds.Documents;
using PackageWall.Feeds.NuGet;
using PackageWall.Upstreams.NuGet;

namespace PackageWall.Upstreams.Tests.NuGet;

public sealed class KnownSignersTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Only_what_lies_between_two_verified_signatures_of_the_same_pair_is_covered()
    {
        var known = new KnownSigners();
        known.Covers(Signed(0)).ShouldBeFalse();
        known.Verified(Signed(10));
        known.Verified(Signed(20));

        known.Covers(Signed(10)).ShouldBeTrue();
        known.Covers(Signed(15)).ShouldBeTrue();
        known.Covers(Signed(20)).ShouldBeTrue();
        known.Covers(Signed(9)).ShouldBeFalse();
        known.Covers(Signed(21)).ShouldBeFalse();
        known.Covers(Signed(15, signer: "b")).ShouldBeFalse();
        known.Covers(Signed(15, authority: "b")).ShouldBeFalse();
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
    };
}
