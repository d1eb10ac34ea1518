using System.Diagnostics;
using System.Text.Json;
using PackageWall.Inspection;
using PackageWall.Workers.Child;
using PackageWall.Workers.Wire;

namespace PackageWall.Workers.Pool;

/// <summary>
/// Shows methods of a package as C#, for a person who reviews. A decompiler is a large program that was not written for hostile bytes, so it
/// runs once, in a process of its own that is shut in as workers are, and ends with its answer. It is never part of an inspection.
/// </summary>
public static class Decompilation
{
    /// <summary>Most methods of one question.</summary>
    public const int MostMethods = 12;

    private const long Heap = 768L << 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    /// <summary>The methods as C#, in the order of the question. What fails says why; only a caller's own cancellation is an exception.</summary>
    public static async Task<IReadOnlyList<DecompiledMethod>> RunAsync(Artifact artifact, IReadOnlyList<MethodName> methods, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        ArgumentNullException.ThrowIfNull(methods);
        MethodName[] asked = [.. methods.Take(MostMethods)];
        if (asked.Length == 0)
        {
            return [];
        }

        try
        {
            return await AskAsync(artifact, asked, cancellation).ConfigureAwait(false)
                ?? Failed(asked, "The decompiler ended without an answer: it needed more memory than it may use, or the code is made to break it.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(asked, $"The decompiler was not done after {Longest.TotalSeconds:0} seconds and was ended.");
        }
        catch (Exception failure) when (failure is WorkersUnavailableException or IOException or JsonException)
        {
            return Failed(asked, failure is WorkersUnavailableException ? failure.Message : "The decompiler ended without an answer.");
        }
    }

    private static async Task<IReadOnlyList<DecompiledMethod>?> AskAsync(Artifact artifact, MethodName[] asked, CancellationToken cancellation)
    {
        using CancellationTokenSource time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(Longest);
        using Process process = await WorkerLauncher.StartAsync(WorkerCommand.For(Heap, DecompileProgram.Argument)).ConfigureAwait(false);
        using CancellationTokenRegistration end = time.Token.Register(() => Kill(process));
        try
        {
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            Stream to = process.StandardInput.BaseStream;
            await Frames.WriteAsync(to, JsonSerializer.SerializeToUtf8Bytes(new DecompileRequest(artifact.Ecosystem, artifact.Content.Length, asked), WireJson.Default.DecompileRequest)).ConfigureAwait(false);
            await to.WriteAsync(artifact.Content, time.Token).ConfigureAwait(false);
            await to.FlushAsync(time.Token).ConfigureAwait(false);
            byte[]? answer = await Frames.ReadAsync(process.StandardOutput.BaseStream).ConfigureAwait(false);
            time.Token.ThrowIfCancellationRequested();
            if (answer is null && await HasNoSandboxAsync(process, time.Token).ConfigureAwait(false))
            {
                return Failed(asked, "The decompiler was not run: this machine cannot shut it in completely, and it was not written for hostile bytes.");
            }

            IReadOnlyList<DecompiledMethod>? told = answer is null ? null : JsonSerializer.Deserialize(answer, WireJson.Default.IReadOnlyListDecompiledMethod);
            return told?.Count == asked.Length ? [.. told.Select((method, index) => method with { Method = asked[index] })] : null;
        }
        catch (Exception broken) when (broken is IOException or InvalidOperationException)
        {
            time.Token.ThrowIfCancellationRequested();
            return null;
        }
        finally
        {
            Kill(process);
        }
    }

    private static async Task<bool> HasNoSandboxAsync(Process process, CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        return process.ExitCode == WorkerExit.NoSandbox;
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (Exception gone) when (gone is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended by itself.
        }
    }

    private static IReadOnlyList<DecompiledMethod> Failed(MethodName[] asked, string reason) =>
        [.. asked.Select(method => new DecompiledMethod(method, null, reason))];
}
