using System.Text;

namespace PackageWall.Testing.Archives;

/// <summary>Names that leave the folder, meet on disk, or mean different files on different systems; each as tarball and as zip.</summary>
internal static class HostileNames
{
    public static IEnumerable<HostileArchive> All()
    {
        foreach ((string name, string[] paths, string code) in Paths())
        {
            yield return new($"tar-name-{name}", Tar(paths), "tar.gz", code);
            yield return new($"zip-name-{name}", Zip(paths), "zip", code);
        }

        TarRecord broken = HostileTars.File(change: header => header[9] = 0xe9);
        yield return HostileTars.Make("tar-name-not-utf8", HostileTars.Start().Add(broken).End(), "name.encoding");
        ZipFields bytes = new() { Name = [.. "pkg/"u8, 0xe9, .. ".py"u8], Flags = 0x800 };
        yield return Zip("zip-name-not-utf8", bytes, "name.encoding");
        ZipFields unmarked = new() { Name = Encoding.UTF8.GetBytes("pkg/é.py"), Flags = 0 };
        yield return Zip("zip-name-not-marked-utf8", unmarked, "name.encoding");
        yield return HostileTars.Make("tar-name-empty", HostileTars.Start().Add(HostileTars.File(name: string.Empty)).End(), "name.empty");
        yield return Zip("zip-name-empty", new() { Name = [] }, "name.empty");
        yield return Zip("zip-name-with-nul", new() { Name = "pkg/a.py\0.txt"u8.ToArray() }, "name.control");
    }

    private static HostileArchive Zip(string name, ZipFields fields, string code)
    {
        ZipItem item = new() { Name = "pkg/a.py", Content = Encoding.UTF8.GetBytes(HostileArchives.Hidden), Local = fields, Central = fields };
        return new(name, new ZipBuilder { Items = [item] }.ToArray(), "zip", code);
    }

    private static byte[] Tar(string[] paths) => HonestArchives.TarGz([.. Contents(paths)]);

    private static byte[] Zip(string[] paths) => HonestArchives.Zip([.. Contents(paths)]);

    private static IEnumerable<(string Path, byte[] Content)> Contents(string[] paths) =>
        paths.Select((path, i) => (path, Encoding.UTF8.GetBytes($"{HostileArchives.Hidden} {i}")));

    private static IEnumerable<(string Name, string[] Paths, string Code)> Paths() =>
    [
        ("twice", ["package/a.js", "package/a.js"], "name.duplicate"),
        ("twice-with-dot", ["package/a.js", "./package/a.js"], "name.duplicate"),
        ("twice-with-empty-segment", ["package/a.js", "package//a.js"], "name.duplicate"),
        ("twice-with-backslash", ["package/a.js", "package\\a.js"], "name.duplicate"),
        ("case", ["package/a.js", "package/A.js"], "name.folded"),
        ("case-of-folder", ["package/lib/a.js", "package/LIB/b.js"], "name.folded"),
        ("case-outside-ascii", ["package/\u00e9.js", "package/\u00c9.js"], "name.folded"),
        ("accent", ["package/\u00e9.js", "package/e\u0301.js"], "name.folded"),
        ("file-and-folder", ["package/lib", "package/lib/a.js"], "name.file-and-folder"),
        ("climbing", ["package/../../a.js"], "name.traversal"),
        ("climbing-at-once", ["../a.js"], "name.traversal"),
        ("climbing-at-end", ["package/lib/.."], "name.traversal"),
        ("climbing-with-backslash", ["package\\..\\..\\a.js"], "name.traversal"),
        ("absolute", ["/etc/a.js"], "name.absolute"),
        ("absolute-with-backslash", ["\\\\host.invalid\\share\\a.js"], "name.absolute"),
        ("drive", ["C:/a.js"], "name.absolute"),
        ("backslash", ["package\\a.js"], "name.backslash"),
        ("stream", ["package/a.js:hidden"], "name.stream"),
        ("device", ["package/AUX"], "name.reserved"),
        ("device-with-extension", ["package/com1.js"], "name.reserved"),
        ("device-with-blank", ["package/nul .js"], "name.reserved"),
        ("trailing-dot", ["package/a.js."], "name.trailing"),
        ("trailing-blank", ["package/a.js "], "name.trailing"),
        ("trailing-dot-of-folder", ["package/lib./a.js"], "name.trailing"),
        ("control", ["package/a\u0007.js"], "name.control"),
        ("newline", ["package/a\n.js"], "name.control"),
        ("right-to-left", ["package/a\u202esj.txt"], "name.invisible"),
        ("zero-width", ["package/a\u200b.js"], "name.invisible"),
        ("long-segment", ["package/" + new string('a', 300)], "name.length"),
        ("long-path", ["package/" + string.Concat(Enumerable.Repeat("folder/", 700)) + "a.js"], "name.length"),
    ];
}
