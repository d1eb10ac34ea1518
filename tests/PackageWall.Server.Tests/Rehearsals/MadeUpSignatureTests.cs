using System.IO.Compression;
using PackageWall.Core.Intake;
using PackageWall.Feeds.NuGet;
using PackageWall.Packages;
using PackageWall.Server.Rehearsals;
using PackageWall.Upstreams.NuGet;

namespace PackageWall.Server.Tests.Rehearsals;

/// <summary>The signatures of made-up packages: in order as far as that can be verified without a root, and trusted by nobody.</summary>
public sealed class MadeUpSignatureTests
{
    private const int ByAuthorAndRepository = 4;
    private const int ByRepository = 2;
    private const int ByNobody = 7;

    [Theory]
    [InlineData(ByAuthorAndRepository)]
    [InlineData(ByRepository)]
    public void They_are_read_as_those_of_a_registry(int number)
    {
        NuGetSignatureTime time = NuGetSignatureDate.Read(Signature(Package(number))!).ShouldBeOfType<NuGetReading<NuGetSignatureTime>.Read>().Value;

        time.Kind.ShouldBe(NuGetSignatureKind.Repository);
        time.Timestamp.ShouldBe(MadeUpNames.LongAgo);
        time.Owners.ShouldBe(["nobody"]);
        time.ServiceIndex.ShouldEndWith(".invalid/index.json");
    }

    [Fact]
    public void A_package_without_one_is_among_them() => Signature(Package(ByNobody)).ShouldBeNull();

    [Theory]
    [InlineData(ByAuthorAndRepository)]
    [InlineData(ByRepository)]
    public async Task A_wall_finds_nothing_wrong_with_them_and_believes_none_of_it(int number)
    {
        using var integrity = new NuGetIntegrity();
        byte[] package = Package(number);

        (await integrity.CheckAsync(Ecosystem.NuGet, package, default)).ShouldBe(IntegrityAnswer.Nothing);
        (await integrity.CheckAsync(Ecosystem.NuGet, package, default)).ShouldBe(IntegrityAnswer.Nothing);
    }

    [Theory]
    [InlineData(ByAuthorAndRepository)]
    [InlineData(ByRepository)]
    public async Task They_sign_this_package_and_no_other(int number)
    {
        using var integrity = new NuGetIntegrity();
        byte[] package = Package(number);
        package[100] ^= 1;

        (await integrity.CheckAsync(Ecosystem.NuGet, package, default)).Problem.ShouldNotBeNull();
    }

    [Fact]
    public void Each_rehearsal_has_keys_of_its_own()
    {
        string[] certificates = [.. Enumerable.Range(0, 2).Select(_ => NuGetSignatureDate.Read(Signature(Package(ByRepository))!)
            .ShouldBeOfType<NuGetReading<NuGetSignatureTime>.Read>().Value.SignerCertificate)];

        certificates.Distinct().Count().ShouldBe(2);
    }

    private static byte[] Package(int number)
    {
        using var source = new MadeUpNuGet();
        string id = MadeUpNames.Name(number);
        return source.Find(["flat", id, MadeUpNames.Newest, $"{id}.{MadeUpNames.Newest}.nupkg"])!.Content.ToArray();
    }

    private static byte[]? Signature(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        if (zip.GetEntry(".signature.p7s") is not { } entry)
        {
            return null;
        }

        using Stream content = entry.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }
}
