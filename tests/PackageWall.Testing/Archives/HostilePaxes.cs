using System.Text;

namespace PackageWall.Testing.Archives;

/// <summary>Pax headers that readers apply differently, or that hide an archive within an entry.</summary>
internal static class HostilePaxes
{
    private static readonly byte[] Inner = new TarBuilder().Add("package/index.js", HostileArchives.Hidden).ToArray();

    public static IEnumerable<HostileArchive> All()
    {
        yield return Make("pax-size-larger-than-header-zero", Start().Pax('x', ("size", "1024")).Add(Holding(size: 0)), "tar.pax-size");
        yield return Make("pax-size-zero-header-larger", Start().Pax('x', ("size", "0")).Add(Holding()), "tar.pax-size");
        yield return Make("pax-size-smaller-than-header", Start().Pax('x', ("size", "10")).Add(Holding()), "tar.pax-size");
        yield return Make("pax-size-on-long-name", Start().Pax('x', ("size", "1024")).Long('L', "package/a.js").Add(Holding()), "tar.mixed-headers");
        yield return Make("pax-path-and-long-name", Start().Pax('x', ("path", "package/a.js")).Long('L', "package/b.js").Add(Holding()), "tar.mixed-headers");
        yield return Make("pax-behind-long-name", Start().Long('L', "package/b.js").Pax('x', ("path", "package/a.js")).Add(Holding()), "tar.mixed-headers");
        yield return Make("pax-twice", Start().Pax('x', ("path", "package/a.js")).Pax('x', ("mtime", "1")).Add(Holding()), "tar.mixed-headers");
        yield return Make("pax-then-global", Start().Pax('x', ("path", "package/a.js")).Pax('g', ("comment", "a")).Add(Holding()), "tar.mixed-headers");
        yield return Make("pax-for-nothing", Start().Pax('x', ("path", "package/a.js")), "tar.mixed-headers");
        foreach ((string key, string value) in Globals())
        {
            yield return Make($"pax-global-{key}", Start().Pax('g', (key, value)).Add(Holding()), "tar.pax-global");
        }

        foreach ((string name, string body) in Bodies())
        {
            yield return Make($"pax-{name}", Start().Add(Header(body)).Add(Holding()), "tar.pax");
        }

        yield return Make("pax-sparse", Start().Pax('x', ("GNU.sparse.major", "1"), ("GNU.sparse.name", "package/a.js")).Add(Holding()), "tar.sparse");
        yield return Make("pax-charset", Start().Pax('x', ("hdrcharset", "BINARY")).Add(Holding()), "tar.pax-key");
        yield return Make("pax-larger-than-npm-reads", Start().Pax('x', ("comment", new string('a', 1 << 20)), ("path", "package/a.js")).Add(Holding()), "tar.pax");
        yield return Make("pax-link-path-on-file", Start().Pax('x', ("linkpath", "package.json")).Add(Holding()), "tar.link-target");
    }

    private static TarBuilder Start() => HostileTars.Start();

    private static HostileArchive Make(string name, TarBuilder tar, string code) => HostileTars.Make(name, tar.End(), code);

    private static TarRecord Holding(long? size = null) => new() { Name = "package/data.bin", Content = Inner, Size = size };

    private static TarRecord Header(string body) => new() { Name = "PaxHeader/x", Type = 'x', Content = Encoding.Latin1.GetBytes(body) };

    private static IEnumerable<(string Key, string Value)> Globals() => [("path", "package/a.js"), ("size", "0"), ("linkpath", "a")];

    private static IEnumerable<(string Name, string Body)> Bodies() =>
    [
        ("empty", string.Empty),
        ("without-newline", "20 path=package/a.js"),
        ("length-too-long", "99 path=package/a.js\n"),
        ("length-with-zero-before", "023 path=package/a.js\n\n"),
        ("length-missing", "path=package/a.js\n"),
        ("key-missing", "6 =ab\n"),
        ("nul-behind-records", "21 path=package/a.js\n\0\0\0"),
        ("newline-in-value", TarBuilder.PaxRecord(("comment", "a\n21 path=package/a.js"))),
        ("nul-in-path", TarBuilder.PaxRecord(("path", "package/a.js\0b"))),
        ("path-twice", TarBuilder.PaxRecord(("path", "package/a.js")) + TarBuilder.PaxRecord(("path", "package/b.js"))),
        ("path-empty", TarBuilder.PaxRecord(("path", string.Empty))),
        ("size-not-a-number", TarBuilder.PaxRecord(("size", "0x400"))),
    ];
}
