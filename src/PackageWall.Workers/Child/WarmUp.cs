using System.IO.Compression;
using System.Reflection;
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

        InspectionReport report = inspector.Inspect(WarmUpPackages.Small());
        foreach (Ecosystem ecosystem in (ReadOnlySpan<Ecosystem>)[Ecosystem.Npm, Ecosystem.PyPi])
        {
            report = inspector.Inspect(WarmUpPackages.Samples(inspector.Signatures, ecosystem));
        }

        byte[] written = JsonSerializer.SerializeToUtf8Bytes(report, WireJson.Default.InspectionReport);
        _ = JsonSerializer.Deserialize("{\"ecosystem\":\"npm\",\"fileName\":\"\",\"length\":0,\"expectedName\":null,\"expectedVersion\":null,\"earlier\":null,\"earlierVersion\":null}", WireJson.Default.WorkerRequest);
        GC.KeepAlive(written);
    }

    /// <summary>
    /// What is inspected when nothing is asked for: it makes the first packages of a kind cheaper, and is not worth that somebody waits for
    /// it. Has to be called before the process is shut in.
    /// </summary>
    public static Queue<Artifact> ForIdleTime(SignatureSet signatures)
    {
        Queue<Artifact> packages = new([WarmUpPackages.Syntax(), WarmUpPackages.NuGetSamples(signatures)]);
        string own = Path.Combine(AppContext.BaseDirectory, typeof(WarmUp).Assembly.GetName().Name + ".dll");
        if (File.Exists(own))
        {
            packages.Enqueue(WarmUpPackages.Assembly(File.ReadAllBytes(own)));
        }

        return packages;
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
}
