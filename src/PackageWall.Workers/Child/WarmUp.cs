using System.Formats.Tar;
using System.IO.Compression;
using System.Reflection;
using System.Text;
using System.Text.Json;
using PackageWall.Inspection;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;
using PackageWall.Workers.Wire;

namespace PackageWall.Workers.Child;

/// <summary>
/// Does everything once that needs files, because a worker can open none when it is shut in: loads all assemblies that inspection can
/// reach, and inspects a small package, so that native libraries are loaded. Then it inspects what its own rules show as samples: with them
/// nearly all of its code is compiled before the first artifact comes and not while a client waits.
/// </summary>
internal static class WarmUp
{
    private const string Script = "const os = require('os'); module.exports = function (x) { return Buffer.from('aW5lcnQ=', 'base64').toString() + os.EOL + x; };\n";

    /// <summary>More of the samples compiles nothing new.</summary>
    private const int MostSampleBytes = 256 << 10;

    /// <summary>Some samples are long on purpose.</summary>
    private const int LargestSample = 8 << 10;

    // Larger than all of inspection, and of no use to it.
    private const string Decompiler = "ICSharpCode.Decompiler";

    public static void Run(Inspector inspector)
    {
        LoadAll(typeof(Inspector).Assembly, []);
        LoadAll(typeof(WarmUp).Assembly, [Decompiler]);
        using (BrotliStream brotli = new(new MemoryStream(), CompressionLevel.Fastest))
        {
            brotli.Write("inert"u8);
        }

        InspectionReport report = inspector.Inspect(new Artifact(Ecosystem.Npm, "warm-1.0.0.tgz", Package()) { ExpectedName = "warm", ExpectedVersion = "1.0.0" });
        foreach (Ecosystem ecosystem in (ReadOnlySpan<Ecosystem>)[Ecosystem.Npm, Ecosystem.PyPi])
        {
            inspector.Inspect(new Artifact(ecosystem, ecosystem == Ecosystem.Npm ? "samples-1.0.0.tgz" : "samples-1.0.0.tar.gz", Samples(inspector.Signatures, ecosystem)));
        }

        byte[] written = JsonSerializer.SerializeToUtf8Bytes(report, WireJson.Default.InspectionReport);
        _ = JsonSerializer.Deserialize("{\"ecosystem\":\"npm\",\"fileName\":\"\",\"length\":0,\"expectedName\":null,\"expectedVersion\":null,\"earlier\":null,\"earlierVersion\":null}", WireJson.Default.WorkerRequest);
        GC.KeepAlive(written);
    }

    /// <summary>Loads what an assembly refers to, and what that refers to; without those whose names are in <paramref name="seen"/>.</summary>
    public static void LoadAll(Assembly assembly, HashSet<string> seen)
    {
        foreach (AssemblyName name in assembly.GetReferencedAssemblies())
        {
            if (seen.Add(name.Name ?? name.FullName))
            {
                LoadAll(Assembly.Load(name), seen);
            }
        }
    }

    private static byte[] Package() => Pack(tar =>
    {
        Add(tar, "package/package.json", "{\"name\":\"warm\",\"version\":\"1.0.0\",\"main\":\"index.js\",\"scripts\":{\"test\":\"node index.js\"}}"u8);
        Add(tar, "package/index.js", Encoding.UTF8.GetBytes(Script));
    });

    // All in one package, in a folder each; the main file of npm's starts them all.
    private static byte[] Samples(SignatureSet signatures, Ecosystem ecosystem) => Pack(tar =>
    {
        var main = new StringBuilder();
        int bytes = 0;
        int number = 0;
        foreach (SampleFile file in signatures.Compiled
            .SelectMany(rule => rule.Benign.Concat(rule.Malicious))
            .Where(sample => sample.Ecosystem == ecosystem)
            .SelectMany(sample => sample.Files)
            .Where(file => file.Content.Length <= LargestSample && !file.Path.EndsWith("package.json", StringComparison.Ordinal)))
        {
            bytes += file.Content.Length;
            if (bytes > MostSampleBytes)
            {
                break;
            }

            string name = $"{number++}{Path.GetExtension(file.Path)}";
            Add(tar, "package/" + name, file.Content.Span);
            main.Append("require('./").Append(name).Append("');\n");
        }

        if (ecosystem == Ecosystem.Npm)
        {
            Add(tar, "package/package.json", "{\"name\":\"samples\",\"version\":\"1.0.0\",\"main\":\"main.js\",\"scripts\":{\"postinstall\":\"node main.js\"}}"u8);
            Add(tar, "package/main.js", Encoding.UTF8.GetBytes(main.ToString()));
        }
    });

    private static byte[] Pack(Action<TarWriter> add)
    {
        MemoryStream bytes = new();
        using (GZipStream gzip = new(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (TarWriter tar = new(gzip, TarEntryFormat.Ustar))
        {
            add(tar);
        }

        return bytes.ToArray();
    }

    private static void Add(TarWriter tar, string name, ReadOnlySpan<byte> content) =>
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content.ToArray()) });
}
