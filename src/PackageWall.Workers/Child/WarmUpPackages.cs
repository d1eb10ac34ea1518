using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using PackageWall.Inspection;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;

namespace PackageWall.Workers.Child;

/// <summary>Packages of harmless files that are inspected for the code that they cause to be compiled. Nothing of them ever runs.</summary>
internal static class WarmUpPackages
{
    private const string Script = "const os = require('os'); module.exports = function (x) { return Buffer.from('aW5lcnQ=', 'base64').toString() + os.EOL + x; };\n";

    /// <summary>More of the samples compiles nothing new.</summary>
    private const int MostSampleBytes = 256 << 10;

    /// <summary>Some samples are long on purpose.</summary>
    private const int LargestSample = 8 << 10;

    /// <summary>A package of one small file.</summary>
    public static Artifact Small() => new(Ecosystem.Npm, "warm-1.0.0.tgz", Tar(
        [
            ("package/package.json", "{\"name\":\"warm\",\"version\":\"1.0.0\",\"main\":\"index.js\",\"scripts\":{\"test\":\"node index.js\"}}"u8.ToArray()),
            ("package/index.js", Encoding.UTF8.GetBytes(Script)),
        ]))
    {
        ExpectedName = "warm",
        ExpectedVersion = "1.0.0",
    };

    /// <summary>What the rules show as samples of npm or of PyPI, all in one package; the main file of npm's starts them all.</summary>
    public static Artifact Samples(SignatureSet signatures, Ecosystem ecosystem)
    {
        List<(string Name, byte[] Content)> files = [];
        StringBuilder main = new();
        foreach (SampleFile file in SamplesOf(signatures, ecosystem))
        {
            string name = $"{files.Count}{Path.GetExtension(file.Path)}";
            files.Add(("package/" + name, file.Content.ToArray()));
            main.Append("require('./").Append(name).Append("');\n");
        }

        return ecosystem == Ecosystem.Npm
            ? Npm("samples", [.. files, ("package/main.js", Encoding.UTF8.GetBytes(main.ToString()))])
            : new Artifact(ecosystem, "samples-1.0.0.tar.gz", Tar(files));
    }

    /// <summary>Files of every kind of syntax that honest packages of npm have.</summary>
    public static Artifact Syntax() => Npm("syntax",
        [
            ("package/main.js", Encoding.UTF8.GetBytes(WarmUpSyntax.Script)),
            ("package/module.mjs", Encoding.UTF8.GetBytes(WarmUpSyntax.Module)),
            ("package/typed.tsx", Encoding.UTF8.GetBytes(WarmUpSyntax.Typed)),
        ]);

    /// <summary>What the rules show as samples of NuGet, where they would lie in a package.</summary>
    public static Artifact NuGetSamples(SignatureSet signatures)
    {
        List<(string Name, byte[] Content)> files = [];
        foreach (SampleFile file in SamplesOf(signatures, Ecosystem.NuGet).Where(file => !file.Path.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase)))
        {
            string extension = Path.GetExtension(file.Path);
            files.Add((extension is ".props" or ".targets" ? $"build/s{files.Count}/samples{extension}" : $"tools/{files.Count}{extension}", file.Content.ToArray()));
        }

        return NuGet("samples", files);
    }

    /// <summary>A package of an assembly: <paramref name="content"/> is one of our own.</summary>
    public static Artifact Assembly(byte[] content) => NuGet("assembly", [("lib/net8.0/assembly.dll", content)]);

    private static IEnumerable<SampleFile> SamplesOf(SignatureSet signatures, Ecosystem ecosystem)
    {
        int bytes = 0;
        return signatures.Compiled
            .SelectMany(rule => rule.Benign.Concat(rule.Malicious))
            .Where(sample => sample.Ecosystem == ecosystem)
            .SelectMany(sample => sample.Files)
            .Where(file => file.Content.Length <= LargestSample && !file.Path.EndsWith("package.json", StringComparison.Ordinal))
            .TakeWhile(file => (bytes += file.Content.Length) <= MostSampleBytes);
    }

    private static Artifact Npm(string name, IEnumerable<(string Name, byte[] Content)> files) => new(Ecosystem.Npm, name + "-1.0.0.tgz", Tar(
        files.Append(("package/package.json", Encoding.UTF8.GetBytes($$$"""{"name":"{{{name}}}","version":"1.0.0","main":"main.js","scripts":{"postinstall":"node main.js"}}""")))));

    private static Artifact NuGet(string name, IEnumerable<(string Name, byte[] Content)> files)
    {
        MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            string nuspec = $"<package><metadata><id>{name}</id><version>1.0.0</version><authors>nobody</authors><description>Made up.</description></metadata></package>";
            foreach ((string path, byte[] content) in files.Prepend((name + ".nuspec", Encoding.UTF8.GetBytes(nuspec))))
            {
                using Stream entry = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }

        return new Artifact(Ecosystem.NuGet, name + ".1.0.0.nupkg", bytes.ToArray());
    }

    private static byte[] Tar(IEnumerable<(string Name, byte[] Content)> files)
    {
        MemoryStream bytes = new();
        using (GZipStream gzip = new(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (TarWriter tar = new(gzip, TarEntryFormat.Ustar))
        {
            foreach ((string name, byte[] content) in files)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }

        return bytes.ToArray();
    }
}
