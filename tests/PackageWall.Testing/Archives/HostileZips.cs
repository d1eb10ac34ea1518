using System.Text;

namespace PackageWall.Testing.Archives;

/// <summary>Zips whose entries say different things in different places, or what installers cannot read.</summary>
internal static class HostileZips
{
    private static readonly byte[] HiddenBytes = Encoding.UTF8.GetBytes(HostileArchives.Hidden);
    private static readonly byte[] Long = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("harmless ", 200)) + HostileArchives.Hidden);

    public static IEnumerable<HostileArchive> All()
    {
        foreach ((string name, ZipFields local) in Lies())
        {
            yield return Make($"zip-local-{name}", Item(local: local), "zip.local-central-mismatch");
        }

        yield return Make("zip-local-void", Item(local: new() { Method = 0xffff, Crc = 0, Packed = 0 }), "zip.local-void");
        foreach ((string name, ZipFields lie) in BothLies())
        {
            yield return Make($"zip-both-{name}", Item(content: Long, local: lie, central: lie), name.Contains("checksum") ? "zip.checksum" : "zip.size");
        }

        yield return Make("zip-encrypted", Item(local: new() { Flags = 1 }, central: new() { Flags = 1 }), "zip.flags");
        yield return Make("zip-strong-encryption", Item(local: new() { Flags = 0x41 }, central: new() { Flags = 0x41 }), "zip.flags");
        yield return Make("zip-masked-headers", Item(local: new() { Flags = 0x2000 }, central: new() { Flags = 0x2000 }), "zip.flags");
        foreach (int method in (int[])[1, 6, 9, 12, 14, 93, 95, 98, 99])
        {
            yield return Make($"zip-method-{method}", Item(local: new() { Method = method }, central: new() { Method = method }), "zip.method");
        }

        yield return Make("zip-broken-deflate", new() { Name = "a.py", Content = HiddenBytes, Packed = [.. Enumerable.Repeat((byte)0xff, 9)] }, "zip.deflate");
        yield return Make("zip-cut-deflate", new() { Name = "a.py", Content = Long, Packed = GzipBuilder.Deflate(Long)[..^3] }, "zip.deflate");
        yield return Make("zip-bytes-behind-deflate", new() { Name = "a.py", Content = Long, Packed = [.. GzipBuilder.Deflate(Long), .. HiddenBytes] }, "zip.size");
        yield return Make("zip-stored-size-differs", new() { Name = "a.py", IsStored = true, Content = HiddenBytes, Packed = Long }, "zip.size");
        yield return Make("zip-descriptor-missing", new() { Name = "a.py", Content = Long, HasDescriptor = true, Descriptor = [] }, "zip.descriptor");
        yield return Make("zip-descriptor-lies", new() { Name = "a.py", Content = Long, HasDescriptor = true, Descriptor = new byte[16] }, "zip.descriptor");
        yield return Make("zip-descriptor-too-wide", new() { Name = "a.py", Content = Long, HasDescriptor = true, Descriptor = WideDescriptor() }, "zip.descriptor");
        yield return Make("zip-descriptor-without-flag", new() { Name = "a.py", Content = Long, Descriptor = new byte[16] }, "zip.gap");
        yield return Make("zip-folder-with-content", new() { Name = "lib/", Content = HiddenBytes }, "zip.folder");
        yield return Make("zip-folder-attribute-on-file", new() { Name = "lib", Content = HiddenBytes, Attributes = 0x10 }, "zip.folder");
        yield return Make("zip-symlink", new() { Name = "lib", Content = "../../etc"u8.ToArray(), Attributes = 0xa1ff0000 }, "zip.link");
        yield return Make("zip-device", new() { Name = "lib", Attributes = 0x21ff0000 }, "zip.device");
        yield return Make("zip-entry-comment", new() { Name = "a.py", Content = HiddenBytes, Comment = "hello" }, "zip.comment");
        yield return Make("zip-entry-on-other-disk", Item(central: new() { Disk = 1 }), "zip.disk");
        foreach ((string name, byte[] extra, string code) in Extras())
        {
            yield return Make($"zip-extra-{name}", Item(local: new() { Extra = extra }, central: new() { Extra = extra }), code);
        }
    }

    private static HostileArchive Make(string name, ZipItem item, string code) =>
        new(name, new ZipBuilder { Items = [new() { Name = "pkg/__init__.py", Content = Long }, item] }.ToArray(), "zip", code);

    private static ZipItem Item(byte[]? content = null, ZipFields? local = null, ZipFields? central = null) =>
        new() { Name = "pkg/a.py", Content = content ?? HiddenBytes, Local = local ?? new(), Central = central ?? new() };

    private static IEnumerable<(string Name, ZipFields Local)> Lies() =>
    [
        ("name", new() { Name = "pkg/b.py"u8.ToArray() }), ("name-case", new() { Name = "pkg/A.py"u8.ToArray() }),
        ("longer-name", new() { Name = "pkg/a.pyx"u8.ToArray() }), ("method", new() { Method = 0 }), ("flags", new() { Flags = 0x800 }),
        ("checksum", new() { Crc = 1 }), ("size", new() { Unpacked = 3 }), ("packed-size", new() { Packed = 3 }), ("zero-sizes", new() { Packed = 0, Unpacked = 0 }),
        ("descriptor-flag", new() { Flags = 8 }),
    ];

    private static IEnumerable<(string Name, ZipFields Lie)> BothLies() =>
    [
        ("size-too-small", new() { Unpacked = 9 }), ("size-too-large", new() { Unpacked = 5000 }), ("size-zero", new() { Unpacked = 0 }),
        ("size-enormous", new() { Unpacked = 1 << 30 }), ("checksum", new() { Crc = 1 }), ("checksum-zero", new() { Crc = 0 }),
    ];

    private static byte[] WideDescriptor() =>
        new ByteWriter().Mark(7, 8).U32(Checksums.Crc32(Long)).U64((ulong)GzipBuilder.Deflate(Long).Length).U64((ulong)Long.Length).ToArray();

    private static IEnumerable<(string Name, byte[] Extra, string Code)> Extras()
    {
        byte[] name = "pkg/a.py"u8.ToArray();
        byte[] path = new ByteWriter().Raw(1).U32(Checksums.Crc32(name)).Raw("pkg/b.py"u8.ToArray()).ToArray();
        return
        [
            ("malformed", [1, 2, 200, 0, 5], "zip.extra"),
            ("cut", [1, 2, 3], "zip.extra"),
            ("twice", [.. ZipBuilder.Extra(0x5455, 1), .. ZipBuilder.Extra(0x5455, 1)], "zip.extra"),
            ("zip64-not-needed", ZipBuilder.Extra(1, new byte[16]), "zip.zip64"),
            ("zip64-empty", ZipBuilder.Extra(1), "zip.zip64"),
            ("zip64-short", ZipBuilder.Extra(1, new byte[4]), "zip.zip64"),
            ("zip64-twice", [.. ZipBuilder.Extra(1, new byte[16]), .. ZipBuilder.Extra(1, new byte[16])], "zip.extra"),
            ("unicode-path", ZipBuilder.Extra(0x7075, path), "zip.unicode-path"),
            ("unicode-path-malformed", ZipBuilder.Extra(0x7075, 2), "zip.unicode-path"),
        ];
    }
}
