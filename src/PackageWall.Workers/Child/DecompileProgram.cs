using System.Globalization;
using System.Text.Json;
using ICSharpCode.Decompiler.CSharp;
using Microsoft.Win32.SafeHandles;
using PackageWall.Inspection;
using PackageWall.Inspection.Archives;
using PackageWall.Inspection.Manifests;
using PackageWall.Workers.Pool;
using PackageWall.Workers.Sandboxing;
using PackageWall.Workers.Wire;

namespace PackageWall.Workers.Child;

/// <summary>The life of the child that decompiles: warm up, shut in, one question, one answer.</summary>
internal static class DecompileProgram
{
    /// <summary>What the program is started with to become one.</summary>
    public const string Argument = "decompile";

    // Decompilers walk trees of code by recursion.
    private const int StackBytes = 64 << 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Lives it; gives the exit code.</summary>
    public static int Run()
    {
        Sandbox.Attach();
        Console.SetOut(TextWriter.Null);
        int code = WorkerExit.Fine;
        Thread thread = new(() => code = Live(), StackBytes);
        thread.Start();
        thread.Join();
        return code;
    }

    private static int Live()
    {
        try
        {
            using FileStream from = new(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
            using FileStream to = new(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            Warm();
            if (Sandbox.Enter(Heap()).Count > 0)
            {
                return WorkerExit.NoSandbox;
            }

            if (Frames.Read(from) is not { } message || JsonSerializer.Deserialize(message, WireJson.Default.DecompileRequest) is not { } request)
            {
                return WorkerExit.BadMessage;
            }

            byte[] content = new byte[request.Length];
            from.ReadExactly(content);
            Frames.Write(to, JsonSerializer.SerializeToUtf8Bytes(Answer(request, content), WireJson.Default.IReadOnlyListDecompiledMethod));
            return WorkerExit.Fine;
        }
        catch (OutOfMemoryException)
        {
            return WorkerExit.OutOfMemory;
        }
        catch (Exception failure) when (failure is IOException or JsonException)
        {
            return WorkerExit.BadMessage;
        }
    }

    private static IReadOnlyList<DecompiledMethod> Answer(DecompileRequest request, byte[] content)
    {
        using CancellationTokenSource time = new(Longest);
        InspectionLimits limits = InspectionLimits.Default;
        PackageTree tree = ManifestReader.LayOut(request.Ecosystem, ArchiveReader.Read(content, null, limits, time.Token), new InspectionBudget(limits) { Cancellation = time.Token });
        return
        [
            .. request.Methods.Select(method => tree.Files.TryGetValue(method.File, out PackageFile? file)
                ? MethodDecompiler.Decompile(file.Content, method, time.Token)
                : new DecompiledMethod(method, null, "The package has no such file.")),
        ];
    }

    // Nothing can be loaded once the process is shut in, so everything is used once before: on the own code.
    private static void Warm()
    {
        WarmUp.LoadAll(typeof(DecompileProgram).Assembly, []);
        WarmUp.LoadAll(typeof(CSharpDecompiler).Assembly, []);
        byte[] own = File.ReadAllBytes(typeof(DecompileProgram).Assembly.Location);
        foreach (string unit in (string[])["PackageWall.Workers.Wire.Frames.ReadAsync", "PackageWall.Workers.Child.DecompileProgram.Answer"])
        {
            _ = MethodDecompiler.Decompile(own, new MethodName("", unit), CancellationToken.None);
        }

        IReadOnlyList<DecompiledMethod> answer = [new DecompiledMethod(new MethodName("", ""), "", null)];
        _ = JsonSerializer.SerializeToUtf8Bytes(answer, WireJson.Default.IReadOnlyListDecompiledMethod);
        _ = JsonSerializer.Deserialize("{\"ecosystem\":\"npm\",\"length\":0,\"methods\":[]}", WireJson.Default.DecompileRequest);
        _ = ManifestReader.LayOut(PackageWall.Packages.Ecosystem.NuGet, ArchiveReader.Read(Empty(), "zip", InspectionLimits.Default, CancellationToken.None), new InspectionBudget(InspectionLimits.Default));
    }

    private static byte[] Empty()
    {
        using MemoryStream bytes = new();
        using (System.IO.Compression.ZipArchive zip = new(bytes, System.IO.Compression.ZipArchiveMode.Create))
        {
            using StreamWriter text = new(zip.CreateEntry("sample.nuspec").Open());
            text.Write("<package><metadata><id>warm</id><version>1.0.0</version></metadata></package>");
        }

        return bytes.ToArray();
    }

    private static long Heap() =>
        long.TryParse(Environment.GetEnvironmentVariable(WorkerProgram.HeapVariable), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out long heap) ? heap : 0;
}
