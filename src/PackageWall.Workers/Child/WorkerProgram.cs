using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Win32.SafeHandles;
using PackageWall.Inspection;
using PackageWall.Inspection.Reports;
using PackageWall.Inspection.Signatures;
using PackageWall.Workers.Sandboxing;
using PackageWall.Workers.Wire;

namespace PackageWall.Workers.Child;

/// <summary>
/// The life of a worker: set up, warm up, shut in, then one inspection after the other until the parent closes the pipe.
/// </summary>
internal static class WorkerProgram
{
    /// <summary>The variable that tells a worker its share of memory, as the runtime reads it (hexadecimal).</summary>
    public const string HeapVariable = "DOTNET_GCHeapHardLimit";

    /// <summary>As much as threads of the server have, so that readers that look at their stack come to the same end here and there.</summary>
    private const int StackBytes = 8 << 20;

    /// <summary>A heap above this is given back when nothing more comes: an idle worker should be small.</summary>
    private const long KeptHeap = 96L << 20;

    /// <summary>How long nothing has to come. In the midst of an install the next artifact would only make the heap grow again.</summary>
    private static readonly TimeSpan IdleTime = TimeSpan.FromMilliseconds(500);

    /// <summary>How long nothing has to come before something is inspected for practice.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Lives it; gives the exit code.</summary>
    public static int Run()
    {
        Sandbox.Attach();
        Console.SetOut(TextWriter.Null);
        using FileStream from = new(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        using FileStream to = new(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        int code = WorkerExit.Fine;
        Thread thread = new(() => code = Live(from, to), StackBytes);
        thread.Start();
        thread.Join();
        return code;
    }

    private static int Live(Stream from, Stream to)
    {
        try
        {
            if (Frames.Read(from) is not { } first)
            {
                return WorkerExit.Fine;
            }

            WorkerSetup setup = Read(first, WireJson.Default.WorkerSetup);
            SignatureSet signatures = setup.Signatures is { } files ? SignatureSet.FromFiles(files) : SignatureSet.Default;
            Inspector inspector = new(signatures, setup.Limits, ProcessorClock.Instance);
            WarmUp.Run(inspector);
            Queue<Artifact> practice = WarmUp.ForIdleTime(signatures);

            using BlockingCollection<Artifact> asked = [];
            Thread reader = new(() => ReadRequests(from, asked)) { IsBackground = true };
            reader.Start();
            IReadOnlyList<string> missing = Sandbox.Enter(Heap());
            if (setup.IsSandboxRequired && missing.Count > 0)
            {
                Console.Error.WriteLine(string.Join(' ', missing));
                return WorkerExit.NoSandbox;
            }

            Frames.Write(to, JsonSerializer.SerializeToUtf8Bytes(new WorkerReady(signatures.Revision, missing), WireJson.Default.WorkerReady));
            while (TryAnswer(inspector, asked, practice, to))
            {
            }

            return WorkerExit.OutOfMemory;
        }
        catch (OutOfMemoryException)
        {
            return WorkerExit.OutOfMemory;
        }
        catch (Exception failure) when (failure is IOException or JsonException or SignatureException)
        {
            Console.Error.WriteLine(failure.GetType().Name);
            return WorkerExit.BadMessage;
        }
    }

    // A method of its own, as is reading one: no local variable keeps an artifact alive while the next one is waited for.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryAnswer(Inspector inspector, BlockingCollection<Artifact> asked, Queue<Artifact> practice, Stream to)
    {
        if (!asked.TryTake(out Artifact? artifact, practice.Count > 0 ? Pause : IdleTime))
        {
            if (practice.TryDequeue(out Artifact? sample))
            {
                inspector.Inspect(sample);
                return true;
            }

            GiveBack();
            artifact = asked.Take();
        }

        InspectionReport report = inspector.Inspect(artifact);
        if (report.Inconclusive.Contains(Inspector.OutOfMemory))
        {
            return false;
        }

        Frames.Write(to, JsonSerializer.SerializeToUtf8Bytes(report, WireJson.Default.InspectionReport));
        return true;
    }

    // On a thread of its own, so that the end of the parent is seen while an inspection is under way.
    private static void ReadRequests(Stream from, BlockingCollection<Artifact> asked)
    {
        try
        {
            while (TryReadRequest(from, asked))
            {
            }

            End(WorkerExit.Fine);
        }
        catch (OutOfMemoryException)
        {
            End(WorkerExit.OutOfMemory);
        }
        catch (Exception failure) when (failure is IOException or JsonException or OverflowException)
        {
            End(WorkerExit.BadMessage);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryReadRequest(Stream from, BlockingCollection<Artifact> asked)
    {
        if (Frames.Read(from) is not { } message)
        {
            return false;
        }

        WorkerRequest request = Read(message, WireJson.Default.WorkerRequest);
        byte[] content = GC.AllocateUninitializedArray<byte>(request.Length);
        from.ReadExactly(content);
        asked.Add(request.With(content));
        return true;
    }

    private static T Read<T>(byte[] message, JsonTypeInfo<T> type) where T : class =>
        JsonSerializer.Deserialize(message, type) ?? throw new JsonException("There is no value.");

    // At once: an inspection that is under way must not hold the end up.
    private static void End(int code)
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.Exit(code);
        }

        LinuxCalls.ExitNow(code);
    }

    private static void GiveBack()
    {
        if (GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes > KeptHeap)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    private static long Heap() =>
        long.TryParse(Environment.GetEnvironmentVariable(HeapVariable), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out long heap) ? heap : 0;
}
