using System.Text;

namespace PackageWall.Testing.Archives;

/// <summary>What can be wrong around the Deflate stream of a tarball.</summary>
internal static class HostileGzips
{
    private static readonly byte[] Tar = HonestArchives.Tar(("package/package.json", HostileArchives.Seen));
    private static readonly byte[] Other = HonestArchives.Tar(("package/index.js", HostileArchives.Hidden));

    public static IEnumerable<HostileArchive> All()
    {
        yield return Make("gzip-second-member", new() { Content = Tar, Trailing = GzipBuilder.Pack(Other) }, "gzip.second-member");
        yield return Make("gzip-tar-split-over-two-members", Split(), "gzip.second-member");
        yield return Make("gzip-empty-second-member", new() { Content = Tar, Trailing = GzipBuilder.Pack([]) }, "gzip.second-member");
        yield return Make("gzip-trailing-bytes", new() { Content = Tar, Trailing = Encoding.UTF8.GetBytes(HostileArchives.Hidden) }, "gzip.trailing");
        yield return Make("gzip-trailing-zip", new() { Content = Tar, Trailing = HonestArchives.Zip(("index.js", HostileArchives.Hidden)) }, "gzip.trailing");
        yield return Make("gzip-trailing-zeros", new() { Content = Tar, Trailing = new byte[512] }, "gzip.padding");
        yield return Make("gzip-zeros-then-member", new() { Content = Tar, Trailing = [.. new byte[512], .. GzipBuilder.Pack(Other)] }, "gzip.trailing");
        yield return Make("gzip-wrong-crc", new() { Content = Tar, Checksum = crc => crc ^ 1 }, "gzip.checksum");
        yield return Make("gzip-zero-crc", new() { Content = Tar, Checksum = _ => 0 }, "gzip.checksum");
        yield return Make("gzip-wrong-length", new() { Content = Tar, Length = length => length + 512 }, "gzip.length");
        yield return Make("gzip-reserved-flag", new() { Content = Tar, MoreFlags = 0x20 }, "gzip.header");
        yield return Make("gzip-large-extra-field", new() { Content = Tar, Extra = new byte[4000] }, "gzip.header-field");
        yield return Make("gzip-large-name", new() { Content = Tar, Name = new string('a', 4000) }, "gzip.header-field");
        yield return Make("gzip-large-comment", new() { Content = Tar, Comment = new string('a', 4000) }, "gzip.header-field");
        yield return Make("gzip-wrong-header-checksum", new() { Content = Tar, HeaderChecksum = right => (ushort)(right + 1) }, "gzip.header-checksum");
        yield return Make("gzip-broken-deflate", new() { Content = Tar, Packed = [.. GzipBuilder.Deflate(Tar)[..20], .. new byte[40]] }, "gzip.deflate");
        yield return new("gzip-cut-in-trailer", GzipBuilder.Pack(Tar)[..^3], "tar.gz", "gzip.truncated");
        yield return new("gzip-cut-in-stream", GzipBuilder.Pack(Tar)[..^20], "tar.gz", "gzip.truncated");
        yield return new("gzip-cut-in-header", GzipBuilder.Pack(Tar)[..8], "tar.gz", "gzip.header");
        yield return new("zip-named-tgz", HonestArchives.Zip(("package/package.json", HostileArchives.Seen)), "tar.gz", "archive.wrong-container");
        yield return new("tar-named-tgz", Tar, "tar.gz", "archive.wrong-container");
        yield return new("tgz-named-zip", GzipBuilder.Pack(Tar), "zip", "archive.wrong-container");
        yield return new("tgz-named-tar", GzipBuilder.Pack(Tar), "tar", "archive.wrong-container");
        yield return new("text-named-tgz", Encoding.UTF8.GetBytes(HostileArchives.Hidden), "tar.gz", "archive.wrong-container");
        yield return new("xz-named-tgz", [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, 0, 4], "tar.gz", "archive.wrong-container");
        yield return new("empty-named-tgz", [], "tar.gz", "archive.wrong-container");
        yield return new("gzip-of-text-named-tgz", GzipBuilder.Pack(Encoding.UTF8.GetBytes(HostileArchives.Seen)), "tar.gz", "archive.wrong-container");
        yield return new("gzip-of-gzip-named-tgz", GzipBuilder.Pack(GzipBuilder.Pack(Tar)), "tar.gz", "archive.wrong-container");
    }

    private static HostileArchive Make(string name, GzipBuilder gzip, string code) => new(name, gzip.ToArray(), "tar.gz", code);

    private static GzipBuilder Split() => new() { Content = Tar[..1024], Trailing = GzipBuilder.Pack([.. Other[..1024], .. new byte[1024]]) };
}
