using PackageWall.Inspection.Archives;
using PackageWall.Testing.Archives;

namespace PackageWall.Inspection.Tests.Archives;

public sealed class ArchiveSnifferTests
{
    [Fact]
    public void Knows_what_can_be_read()
    {
        ArchiveSniffer.Kind(HonestArchives.TarGz(("a", "b"))).ShouldBe("tar.gz");
        ArchiveSniffer.Kind(HonestArchives.Tar(("a", "b"))).ShouldBe("tar");
        ArchiveSniffer.Kind(HonestArchives.Zip(("a", "b"))).ShouldBe("zip");
        ArchiveSniffer.Kind(new ZipBuilder().ToArray()).ShouldBe("zip");
        ArchiveSniffer.Kind(GzipBuilder.Pack("text"u8.ToArray())).ShouldBe("gzip");
        ArchiveSniffer.Kind(GzipBuilder.Pack(new byte[4096])).ShouldBe("gzip");
    }

    [Fact]
    public void Knows_a_tar_of_the_oldest_format_and_one_with_a_file_name_in_gzip()
    {
        byte[] old = new TarBuilder().Add(new TarRecord { Name = "a", Magic = "\0\0\0\0\0\0\0\0" }).End().ToArray();

        ArchiveSniffer.Kind(old).ShouldBe("tar");
        ArchiveSniffer.Kind(new GzipBuilder { Content = old, Name = "a.tar" }.ToArray()).ShouldBe("tar.gz");
    }

    [Fact]
    public void Finds_a_zip_behind_anything()
    {
        byte[] zip = HonestArchives.Zip(("__main__.py", "print()"));

        ArchiveSniffer.Kind([.. "#!/usr/bin/env python3\n"u8, .. zip]).ShouldBe("zip");
        ArchiveSniffer.Kind([0x89, .. "PNG\r\n"u8, .. new byte[1000], .. zip]).ShouldBe("zip");
    }

    [Theory]
    [InlineData("425a6839314159265359aa", "bzip2")]
    [InlineData("fd377a585a000004e6", "xz")]
    [InlineData("28b52ffd0458", "zstd")]
    [InlineData("377abcaf271c0004", "7z")]
    [InlineData("526172211a0700", "rar")]
    [InlineData("526172211a070100", "rar")]
    [InlineData("4d534346000000001234", "cab")]
    [InlineData("4c5a49500114", "lzip")]
    public void Knows_what_cannot_be_read(string hex, string kind) => ArchiveSniffer.Kind(Convert.FromHexString(hex)).ShouldBe(kind);

    [Fact]
    public void Takes_nothing_else_for_an_archive()
    {
        ArchiveSniffer.Kind([]).ShouldBeNull();
        ArchiveSniffer.Kind("PK"u8).ShouldBeNull();
        ArchiveSniffer.Kind("module.exports = 'PK\u0005\u0006'; // and so on, for a while"u8).ShouldBeNull();
        ArchiveSniffer.Kind(new byte[2048]).ShouldBeNull();
        ArchiveSniffer.Kind("BZh9 is how bzip2 starts"u8).ShouldBeNull();
    }
}
