using System.Text.Json;
using PackageWall.Fuzzing.Engine;
using PackageWall.Inspection.Manifests;
using PackageWall.Packages;

namespace PackageWall.Fuzzing.Targets;

/// <summary>What a package declares, from a bundle of files.</summary>
internal sealed class ManifestTarget(string name, Ecosystem ecosystem, string fileName) : IFuzzTarget
{
    public string Name => name;

    public InputKind Kind => InputKind.Text;

    public IEnumerable<byte[]> Seeds() => [.. SeedFiles.Bundles(ecosystem), .. More()];

    public string Run(ReadOnlyMemory<byte> input)
    {
        Manifest manifest = ManifestReader.Read(ecosystem, fileName, Bundle.Tree(input));
        return JsonSerializer.Serialize(new { manifest.Name, manifest.Version, manifest.EntryPoints, manifest.Facts, manifest.Anomalies, manifest.Dependencies });
    }

    private IEnumerable<byte[]> More() => ecosystem switch
    {
        Ecosystem.PyPi =>
        [
            "=== pw_demo-1.0.0.dist-info/METADATA\nMetadata-Version: 2.1\nName: pw-demo\nVersion: 1.0.0\nRequires-Dist: a[b] (>=1) ; python_version < '3'\n\nbody\n=== pw_demo-1.0.0.dist-info/WHEEL\nWheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n=== pw_demo-1.0.0.dist-info/RECORD\npw_demo/__init__.py,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\npw_demo-1.0.0.dist-info/RECORD,,\n=== pw_demo-1.0.0.dist-info/entry_points.txt\n[console_scripts]\na = pw_demo:main\n[pytest11]\nb = pw_demo\n=== pw_demo/__init__.py\nimport os\n=== pw_demo.pth\nimport pw_demo\n"u8.ToArray(),
            "=== PKG-INFO\nName: pw-demo\nVersion: 1.0.0\n\n=== pyproject.toml\n[build-system]\nrequires = ['setuptools', \"a\"]\nbuild-backend = 'b'\nbackend-path = ['.']\n[project]\nname = \"\"\"x\"\"\"\n[project.scripts]\na = 'b:c'\n[tool.x.y]\nz = [1, {a = 'b'}]\n=== setup.cfg\n[options]\ninstall_requires =\n  a\n  b\n[options.entry_points]\nconsole_scripts =\n  a = b:c\n=== setup.py\nfrom setuptools import setup\nsetup(cmdclass={})\n=== b.py\n1\n"u8.ToArray(),
        ],
        Ecosystem.Npm =>
        [
            "=== package.json\n{\"name\":\"@a/b\",\"version\":\"1.0.0\",\"bin\":{\"x\":\"./x.js\"},\"main\":\"lib\",\"exports\":{\".\":{\"import\":\"./m.mjs\",\"default\":[\"./c.cjs\"]}},\"scripts\":{\"preinstall\":\"node x.js && sh y.sh\"},\"dependencies\":{\"c\":\"git+ssh://a.invalid/x\"},\"gypfile\":true,\"directories\":{\"bin\":\"b\"},\"workspaces\":[\"p/*\"]}\n=== x.js\n1\n=== lib/index.js\n1\n=== npm-shrinkwrap.json\n{\"lockfileVersion\":3,\"packages\":{\"node_modules/c\":{\"resolved\":\"http://a.invalid/c.tgz\",\"integrity\":\"sha512-\"}}}\n"u8.ToArray(),
        ],
        _ =>
        [
            "=== pwdemo.nuspec\n<?xml version=\"1.0\"?><package xmlns=\"http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd\"><metadata minClientVersion=\"2\"><id>PwDemo</id><version>1.0.0</version><dependencies><group targetFramework=\"net8.0\"><dependency id=\"A\" version=\"[1.0,2.0)\"/></group></dependencies><contentFiles><files include=\"**/*.cs\" buildAction=\"Compile\"/></contentFiles></metadata></package>\n=== build/PwDemo.targets\n<Project><Import Project=\"..\\x.props\"/></Project>\n=== tools/init.ps1\n1\n=== analyzers/dotnet/cs/a.dll\nMZ\n"u8.ToArray(),
        ],
    };
}
