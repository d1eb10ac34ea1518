using System.CommandLine;
using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using PackageWall.Inspection;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;

namespace PackageWall.Benchmarks.Inspections;

/// <summary><c>stress</c>: inputs made to be slow, built in memory: how long each takes, how much memory the process came to, and the verdict.</summary>
internal static class Stress
{
    private const string Manifest = """{ "name": "stress", "version": "1.0.0", "main": "index.js" }""";

    public static Command Command()
    {
        Command command = new("stress", "Inputs made to be slow: times, peak memory and verdicts.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        Inspector inspector = new(SignatureSet.Default, InspectionLimits.Default);

        // Code is compiled before the clock starts.
        for (int i = 0; i < 5; i++)
        {
            inspector.Inspect(Npm(Minified(1 << 20, acts: false)));
            inspector.Inspect(Npm(Minified(1 << 20, acts: true)));
        }

        Measure(inspector, "10 MB of JavaScript on one line, no effects", () => Npm(Minified(10 << 20, acts: false)));
        Measure(inspector, "10 MB of JavaScript on one line, with effects", () => Npm(Minified(10 << 20, acts: true)));
        Measure(inspector, "1,000,000 nested brackets", () => Npm(new string('[', 1_000_000) + new string(']', 1_000_000)));
        Measure(inspector, "1,000,000 opening brackets", () => Npm(new string('(', 1_000_000)));
        Measure(inspector, "50 MB of Python", () => Python(50 << 20));
        Measure(inspector, "100,000 entries", () => Tgz(Enumerable.Range(0, 100_000).Select(i => ($"package/lib/{i % 100}/{i}.js", "module.exports = 1;")).Prepend(("package/package.json", Manifest))));
        return 0;
    }

    private static void Measure(Inspector inspector, string name, Func<Artifact> make)
    {
        Artifact artifact = make();
        GC.Collect();
        TimeSpan work = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        InspectionReport report = inspector.Inspect(artifact);
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        work = Environment.CpuUsage.TotalTime - work;
        using Process self = Process.GetCurrentProcess();
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"{time.TotalMilliseconds,8:0} ms  {work.TotalMilliseconds,8:0} ms of processor  peak {self.PeakWorkingSet64 / 1e6,6:0} MB  {report.Verdict,-12} {name}");
        Console.WriteLine(line);
        foreach (string reason in report.Inconclusive.Take(2))
        {
            Console.WriteLine($"             {reason}");
        }
    }

    private static Artifact Npm(string code) => Tgz([("package/package.json", Manifest), ("package/index.js", code)]);

    private static Artifact Python(int size)
    {
        StringBuilder code = new(size + 200);
        for (int i = 0; code.Length < size; i++)
        {
            code.Append(CultureInfo.InvariantCulture, $"def work_{i}(first, second):\n    total = first * {i} + len(second)\n    return [total, 'part {i}', second]\n\n");
        }

        return Tgz([("stress-1.0.0/PKG-INFO", "Metadata-Version: 2.1\nName: stress\nVersion: 1.0.0\n"), ("stress-1.0.0/setup.py", "import stress\n"), ("stress-1.0.0/stress.py", code.ToString())], Ecosystem.PyPi, "stress-1.0.0.tar.gz");
    }

    // Small functions that call each other, as minifiers leave them.
    private static string Minified(int size, bool acts)
    {
        StringBuilder code = new(size + 200);
        code.Append(acts ? "var n=require(\"fs\"),h=require(\"https\");" : "var n=1,h=2;");
        for (int i = 0; code.Length < size; i++)
        {
            code.Append(CultureInfo.InvariantCulture, $"function f{i}(e,t){{var r=e.x+{i};return t&&(r=t(e,\"s{i}\")),{{a:r,b:[e,t,{i}],c:function(o){{return o?f{i / 2}(o,r):r}}}}}}");
            if (acts && i % 50 == 0)
            {
                code.Append(CultureInfo.InvariantCulture, $"function g{i}(p){{return n.readFileSync(p+\"/{i}\").toString()+f{i}(p)}}");
            }
        }

        return code.Append("module.exports=f0;").ToString();
    }

    private static Artifact Tgz(IEnumerable<(string Path, string Text)> files, Ecosystem ecosystem = Ecosystem.Npm, string name = "stress-1.0.0.tgz")
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (TarWriter tar = new(gzip, TarEntryFormat.Ustar))
        {
            foreach ((string path, string text) in files)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
            }
        }

        return new Artifact(ecosystem, name, packed.ToArray());
    }
}
