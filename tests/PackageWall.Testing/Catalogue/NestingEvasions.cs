using System.Text;
using PackageWall.Testing.Packages;

namespace PackageWall.Testing.Catalogue;

/// <summary>The evasions that put code into archives inside the package.</summary>
internal static class NestingEvasions
{
    public static IEnumerable<Evasion> Of(IReadOnlyDictionary<string, string> scripts, IReadOnlyDictionary<string, string> modules, Func<string, string> kept)
    {
        yield return new("py-zipapp", [.. modules.Keys], package => Nested(
            package, modules, kept, "data/app.pyz", code => Zip("__main__.py", code),
            "import os as _o, runpy as _r\n_r.run_path(_o.path.join(_o.path.dirname(__file__), 'data', 'app.pyz'))\n"));
        yield return new("py-zip-on-path", [.. modules.Keys], package => Nested(
            package, modules, kept, "data/lib.zip", code => Zip("_inner.py", code),
            "import os as _o, sys as _s\n_s.path.insert(0, _o.path.join(_o.path.dirname(__file__), 'data', 'lib.zip'))\nimport _inner\n"));
        yield return new("py-zip-twice", [.. modules.Keys], package => Nested(
            package, modules, kept, "data/lib.bin", code => Zip("inner.zip", Zip("_inner.py", code)),
            "import io, os as _o, zipfile as _z\nexec(_z.ZipFile(io.BytesIO(_z.ZipFile(_o.path.join(_o.path.dirname(__file__), 'data', 'lib.bin')).read('inner.zip'))).read('_inner.py'))\n"));
        yield return new("js-tarball-unpacked", [.. scripts.Keys], package => Nested(
            package, scripts, kept, "data/lib.tgz", code => TarGz.Write([("x.js", Encoding.UTF8.GetBytes(code), false)], System.Formats.Tar.TarEntryFormat.Ustar),
            "require('child_process').execSync('tar -xzf data/lib.tgz && node x.js', { cwd: __dirname });\n"));
    }

    private static CataloguePackage Nested(
        CataloguePackage package, IReadOnlyDictionary<string, string> places, Func<string, string> kept, string to, Func<string, byte[]> pack, string loader)
    {
        CatalogueFile code = package.Files.Single(file => file.Path == Evasions.PathOf(places, package));
        string folder = code.Path[..(code.Path.LastIndexOf('/') + 1)];
        return package.Change(file => file.Path == code.Path ? new CatalogueFile(file.Path, kept(file.Path) + loader) : file).And(new CatalogueFile(folder + to, pack(code.Text)));
    }

    private static byte[] Zip(string name, string text) => Zip(name, Encoding.UTF8.GetBytes(text));

    private static byte[] Zip(string name, byte[] content) => ZipFile.Write([(name, content, false)]);
}
