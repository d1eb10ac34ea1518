using System.Text;

namespace PackageWall.Testing.Archives;

/// <summary>Tars with headers, ends and contents that readers take differently.</summary>
internal static class HostileTars
{
    private static readonly byte[] HiddenBytes = Encoding.UTF8.GetBytes(HostileArchives.Hidden);

    public static IEnumerable<HostileArchive> All()
    {
        yield return Make("tar-single-zero-block-then-file", Start().End(1).Add("package/index.js", HostileArchives.Hidden).End(), "tar.lone-zero-block");
        yield return Make("tar-file-after-end", Start().End().Add("package/index.js", HostileArchives.Hidden).End(), "tar.after-end");
        yield return Make("tar-bytes-long-after-end", Start().End(40).Raw(HiddenBytes).End(), "tar.after-end");
        yield return Make("tar-without-end", Start(), "tar.no-end");
        yield return Make("tar-with-half-an-end", Start().End(1), "tar.no-end");
        yield return Make("tar-with-end-and-half-a-block-of-bytes", Start().End().Raw(HiddenBytes), "tar.after-end");
        yield return Make("tar-of-zeros", new TarBuilder().End(), "archive.wrong-container");
        yield return Make("tar-without-entries", new TarBuilder().Pax('g', ("comment", "a")).End(), "tar.empty");
        yield return Make("tar-cut-in-header", Start().Raw(HiddenBytes), "tar.truncated");
        yield return Make("tar-cut-in-content", Start().Raw(new TarBuilder().Add("package/index.js", HostileArchives.Hidden).ToArray()[..514]), "tar.truncated");
        yield return Make("tar-cut-in-filling", Start().Add(File(filling: null)), "tar.truncated");
        yield return Make("tar-size-past-end", Start().Add(File(size: 100_000)).End(), "tar.truncated");
        yield return Make("tar-filling-not-zero", Start().Add(File(filling: 7)).End(), "tar.padding");
        foreach ((string name, Action<byte[]> spoil) in Spoilt())
        {
            yield return Make($"tar-checksum-{name}", Start().Add(File(spoil: spoil)).End(), "tar.checksum");
        }

        foreach ((string name, string field) in Numbers())
        {
            yield return Make($"tar-size-{name}", Start().Add(File(change: header => Put(header, 124, 12, field))).End(), "tar.number");
        }

        yield return Make("tar-size-binary-below-8-GB", Start().Add(File(change: header => Binary(header, 124, 12, 6))).End(), "tar.number");
        yield return Make("tar-size-binary-negative", Start().Add(File(change: header => header.AsSpan(124, 12).Fill(0xff))).End(), "tar.number");
        yield return Make("tar-owner-that-npm-refuses", Start().Add(File(change: header => header[108] = 0x90)).End(), "tar.number");
        yield return Make("tar-time-that-npm-refuses", Start().Add(File(change: header => Binary(header, 136, 12, ulong.MaxValue))).End(), "tar.number");
        yield return Make("tar-owner-not-octal", Start().Add(File(change: header => Put(header, 108, 8, "abcdefg"))).End(), "tar.owner");
        yield return Make("tar-line-behind-name", Start().Add(File(change: header => Put(header, 40, 20, "\n/../../evil.js"))).End(), "tar.name-field");
        yield return Make("tar-prefix-in-old-format", Start().Add(File(magic: "\0\0\0\0\0\0\0\0", prefix: "package/lib")).End(), "tar.prefix");
        yield return Make("tar-prefix-in-gnu-format", Start().Add(File(magic: "ustar  \0", prefix: "package/lib")).End(), "tar.prefix");
        yield return Make("tar-link-target-on-file", Start().Add(File(link: "package/package.json")).End(), "tar.link-target");
        yield return Make("tar-symlink", Start().Add(Typed('2', link: "../../etc")).End(), "tar.link");
        yield return Make("tar-hard-link", Start().Add(Typed('1', link: "package/package.json")).End(), "tar.link");
        yield return Make("tar-symlink-without-target", Start().Add(Typed('2')).End(), "tar.link-target");
        yield return Make("tar-character-device", Start().Add(Typed('3')).End(), "tar.device");
        yield return Make("tar-block-device", Start().Add(Typed('4')).End(), "tar.device");
        yield return Make("tar-fifo", Start().Add(Typed('6')).End(), "tar.device");
        foreach (char type in "SDMNVXAIEZ\u0001")
        {
            yield return Make($"tar-type-{(int)type:x2}", Start().Add(File(type: type)).End(), type == 'S' ? "tar.sparse" : "tar.type");
        }

        foreach (char type in "1256")
        {
            byte[] inner = new TarBuilder().Add("package/index.js", HostileArchives.Hidden).ToArray();
            TarRecord record = new() { Name = "package/x", Type = type, LinkName = type is '1' or '2' ? "package.json" : string.Empty, Content = inner };
            yield return Make($"tar-content-on-type-{type}", Start().Add(record).End(), "tar.body");
        }

        yield return Make("tar-folder-name-with-content", Start().Add(File(name: "package/lib/")).End(), "tar.body");
        yield return Make("tar-folder-name-on-empty-file", Start().Add(new TarRecord { Name = "package/lib/" }).End(), "tar.type");
        yield return Make("tar-long-name-for-nothing", Start().Long('L', "package/index.js").End(), "tar.mixed-headers");
        yield return Make("tar-long-name-twice", Start().Long('L', "package/a.js").Long('L', "package/b.js").Add(File()).End(), "tar.mixed-headers");
        yield return Make("tar-long-name-behind-nul", Start().Long('L', "package/a.js\0/b.js").Add(File()).End(), "tar.long-name");
        yield return Make("tar-long-name-empty", Start().Long('L', string.Empty).Add(File()).End(), "tar.long-name");
    }

    internal static TarBuilder Start() => new TarBuilder().Add("package/package.json", HostileArchives.Seen);

    internal static HostileArchive Make(string name, TarBuilder tar, string code) => new(name, tar.ToGzip(), "tar.gz", code);

    internal static TarRecord File(
        string name = "package/index.js",
        char type = '0',
        long? size = null,
        byte? filling = 0,
        string magic = "ustar\000",
        string prefix = "",
        string link = "",
        Action<byte[]>? change = null,
        Action<byte[]>? spoil = null) => new()
        {
            Name = name, Type = type, Content = HiddenBytes, Size = size, Filling = filling, Magic = magic, Prefix = prefix, LinkName = link,
            Change = change, Break = spoil,
        };

    internal static void Put(byte[] header, int at, int length, string text)
    {
        header.AsSpan(at, length).Clear();
        Encoding.Latin1.GetBytes(text).CopyTo(header.AsSpan(at));
    }

    private static TarRecord Typed(char type, string link = "") => new() { Name = "package/link", Type = type, LinkName = link };

    private static void Binary(byte[] header, int at, int length, ulong value)
    {
        header.AsSpan(at, length).Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(header.AsSpan(at + length - 8), value);
        header[at] = 0x80;
    }

    private static IEnumerable<(string Name, Action<byte[]> Spoil)> Spoilt() =>
    [
        ("zero", header => Put(header, 148, 8, "000000\0 ")),
        ("missing", header => Put(header, 148, 8, string.Empty)),
        ("blank", header => Put(header, 148, 8, "        ")),
        ("wrong", header => header[0]++),
        ("without-end", header => Put(header, 148, 8, "00" + Encoding.ASCII.GetString(header, 148, 6))),
        ("signed", Signed),
    ];

    // Very old tars took bytes for signed; Python believes both sums.
    private static void Signed(byte[] header)
    {
        header[20] = 0xe9;
        Put(header, 148, 8, "        ");
        int sum = header.Sum(value => (sbyte)value);
        Put(header, 148, 8, Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ");
    }

    private static IEnumerable<(string Name, string Field)> Numbers() =>
    [
        ("missing", string.Empty), ("of-blanks", "            "), ("with-a-blank-inside", "0000000 006\0"), ("with-a-letter", "0000000006x\0"),
        ("decimal", "00000000008\0"), ("negative", "-0000000006\0"), ("hexadecimal", "0x000000006\0"), ("behind-nul", "0\06\0\0\0\0\0\0\0\0\0"),
    ];
}
