using System.Buffers;
using System.Text.Json;
using PackageWall.Feeds.Documents;
using PackageWall.Feeds.Npm;
using static PackageWall.Feeds.Tests.Npm.Packuments;

namespace PackageWall.Feeds.Tests.Npm;

public sealed class NpmManifestWriterTests
{
    private static string Json { get; } = Document(
        [Version("1.0.0", ""","description":"d" """), Version("1.1.0", ""","scripts":{"install":"x"}"""), Version("2.0.0-rc.1")], """{"latest":"1.1.0","next":"2.0.0-rc.1"}""");

    [Theory]
    [InlineData("1.0.0", "1.0.0")]
    [InlineData("v1.0.0", "1.0.0")]
    [InlineData("latest", "1.1.0")]
    [InlineData("next", "2.0.0-rc.1")]
    public void A_version_or_tag_gives_its_manifest_under_our_address(string asked, string version)
    {
        (ManifestWriting writing, JsonElement manifest) = Write(Json, View(), asked);

        writing.ShouldBeOfType<ManifestWriting.Written>().Version.Value.ShouldBe(version);
        manifest.Text("version").ShouldBe(version);
        manifest.Text("dist", "tarball").ShouldBe($"http://wall.example:8080/npm/pw-demo/-/pw-demo-{version}.tgz");
    }

    [Fact]
    public void A_tag_of_a_withheld_version_gives_the_version_that_the_packument_shows() =>
        Write(Json, View("1.1.0"), "latest").Manifest.Text("version").ShouldBe("1.0.0");

    [Theory]
    [InlineData("1.1.0", "1.1.0")]
    [InlineData("next", "2.0.0-rc.1")]
    public void A_withheld_version_is_refused_with_the_way_on(string asked, string version)
    {
        var withheld = Write(Json, View("1.1.0", "2.0.0-rc.1"), asked).Writing.ShouldBeOfType<ManifestWriting.Withheld>();

        withheld.Version.Version.Value.ShouldBe(version);
        withheld.NewestAllowed!.Value.ShouldBe("1.0.0");
    }

    [Theory]
    [InlineData("9.9.9")]
    [InlineData("beta")]
    [InlineData("^1.0.0")]
    public void What_the_package_does_not_have_is_missing(string asked) => Write(Json, View(), asked).Writing.ShouldBeOfType<ManifestWriting.Missing>();

    [Fact]
    public void Bytes_other_than_those_that_were_read_are_a_failure()
    {
        UpstreamPackage package = Read(Json);
        foreach (string other in (string[])["", "{}", "[", Document([Version("3.0.0")]), "{\"versions\":{\"1.0.0\":7}}"])
        {
            NpmManifestWriter.Write(new ArrayBufferWriter<byte>(), Bytes(other), package, View(), "1.0.0").ShouldBeOfType<ManifestWriting.Failed>();
        }
    }

    [Fact]
    public void The_tags_alone_are_those_of_the_packument()
    {
        var output = new ArrayBufferWriter<byte>();
        NpmDistTagsWriter.Write(output, Read(Json), View("1.1.0", "2.0.0-rc.1"));

        System.Text.Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe("""{"latest":"1.0.0"}""");
    }

    private static (ManifestWriting Writing, JsonElement Manifest) Write(string json, DocumentView view, string asked)
    {
        var output = new ArrayBufferWriter<byte>();
        ManifestWriting writing = NpmManifestWriter.Write(output, Bytes(json), Read(json), view, asked);
        return (writing, output.WrittenCount == 0 ? default : Parse(output.WrittenSpan.ToArray()));
    }
}
