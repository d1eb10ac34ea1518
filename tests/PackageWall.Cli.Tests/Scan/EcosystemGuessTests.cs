using System.Formats.Tar;
using System.IO.Compression;
using PackageWall.Cli.Scan;
using PackageWall.Packages;

namespace PackageWall.Cli.Tests.Scan;

public sealed class EcosystemGuessTests
{
    [Theory]
    [InlineData("x.nupkg", Ecosystem.NuGet)]
    [InlineData("x-1-py3-none-any.whl", Ecosystem.PyPi)]
    [InlineData("x.tgz", Ecosystem.Npm)]
    [InlineData("x-1.0.tar.gz", Ecosystem.PyPi)]
    [InlineData("x.zip", Ecosystem.PyPi)]
    public void Names_tell_when_the_content_cannot_be_read(string name, Ecosystem ecosystem) =>
        EcosystemGuess.Of(name, [1, 2, 3]).ShouldBe(ecosystem);

    [Fact]
    public void A_name_that_promises_nothing_is_left_open() => EcosystemGuess.Of("x.bin", []).ShouldBeNull();

    [Theory]
    [InlineData("x.tgz", "x-1.0/PKG-INFO", Ecosystem.PyPi)]
    [InlineData("x.tar.gz", "package/package.json", Ecosystem.Npm)]
    [InlineData("x.tar.gz", "x-1.0/PKG-INFO", Ecosystem.PyPi)]
    public void The_manifest_in_a_tar_outweighs_the_name(string name, string entry, Ecosystem ecosystem)
    {
        using MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Fastest, leaveOpen: true))
        using (TarWriter tar = new(gzip, TarEntryFormat.Ustar))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "top/other.txt") { DataStream = new MemoryStream(new byte[2000]) });
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, entry) { DataStream = new MemoryStream("{}"u8.ToArray()) });
        }

        EcosystemGuess.Of(name, stream.ToArray()).ShouldBe(ecosystem);
    }

    [Fact]
    public void The_manifest_in_a_zip_tells()
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("Sample.nuspec");
        }

        EcosystemGuess.Of("x.zip", stream.ToArray()).ShouldBe(Ecosystem.NuGet);
    }
}
