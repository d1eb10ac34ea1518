using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using PackageWall.Inspection;
using PackageWall.Inspection.Signatures;
using PackageWall.Workers.Child;
using PackageWall.Workers.Wire;

namespace PackageWall.Workers.Pool;

/// <summary>One process that inspects, seen from its parent. One question at a time; after a failed one it is dead.</summary>
internal sealed class Worker : IAsyncDisposable
{
    /// <summary>What a process's exit code is above when a signal ended it.</summary>
    private const int SignalBase = 128;

    /// <summary>
    /// The signal of a memory error. The runtime's collector, short of its limit, was seen to give back pages of its own tables and then to
    /// write to them: an honest package of a little less than the limit ended like this one time in seven, and never with more room.
    /// </summary>
    private const int SegmentationFault = 11;

    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly WorkerErrors _errors;
    private readonly Task _errorsRead;
    private readonly WorkerLine _line;
    private readonly WorkerOptions _options;
    private readonly TimeProvider _time;
    private readonly long _heap;
    private bool _isOverdue;
    private bool _isGarbled;

    private Worker(Process process, WorkerOptions options, TimeProvider time, long heap)
    {
        (_process, _options, _time, _heap) = (process, options, time, heap);
        Id = process.Id;
        _errors = new WorkerErrors(options.Log);
        _errorsRead = _errors.ReadAsync(process.StandardError);
        _line = new WorkerLine(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
    }

    /// <summary>Id of the process.</summary>
    public int Id { get; }

    /// <summary>Inspections so far.</summary>
    public int Inspections { get; private set; }

    /// <summary>What of the sandbox it could not set up.</summary>
    public IReadOnlyList<string> Missing { get; private set; } = [];

    /// <summary>Whether it can be asked.</summary>
    public bool IsAlive => !_process.HasExited;

    /// <summary>Starts one and waits until it is ready.</summary>
    /// <exception cref="WorkersUnavailableException">It did not become ready.</exception>
    public static async Task<Worker> StartAsync(
        WorkerOptions options, SignatureSet signatures, InspectionLimits limits, TimeProvider time, long heap, CancellationToken cancellation)
    {
        Process process = await WorkerLauncher.StartAsync(WorkerCommand.For(heap)).ConfigureAwait(false);
        Worker worker = new(process, options, time, heap);
        bool isReady = false;
        try
        {
            byte[] setup = JsonSerializer.SerializeToUtf8Bytes(new WorkerSetup(signatures.Files, limits, options.IsSandboxRequired), WireJson.Default.WorkerSetup);
            byte[]? answer = await worker.WithinAsync(options.StartTime, setup, default, cancellation).ConfigureAwait(false);
            if (answer is null)
            {
                throw new WorkersUnavailableException($"A worker did not become ready ({await worker.EndedAsync().ConfigureAwait(false)}).");
            }

            WorkerReady? ready = JsonSerializer.Deserialize(answer, WireJson.Default.WorkerReady);
            if (ready?.Signatures != signatures.Revision)
            {
                throw new WorkersUnavailableException("The workers beside the program are of another release, or have other rules built in.");
            }

            worker.Missing = ready.Missing;
            isReady = true;
            return worker;
        }
        catch (JsonException failure)
        {
            throw new WorkersUnavailableException("The workers beside the program are of another release.", failure);
        }
        finally
        {
            if (!isReady)
            {
                await worker.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Has one artifact inspected.</summary>
    /// <exception cref="OperationCanceledException">The caller's cancellation; the worker is dead then.</exception>
    public async Task<WorkerAnswer> AskAsync(Artifact artifact, string sha256, InspectionLimits limits, string signatures, CancellationToken cancellation)
    {
        Inspections++;
        byte[] request = JsonSerializer.SerializeToUtf8Bytes(WorkerRequest.For(artifact), WireJson.Default.WorkerRequest);
        byte[]? answer = await WithinAsync(
            (limits.Time * _options.Patience) + _options.Grace, request, artifact.Content, cancellation).ConfigureAwait(false);
        if (answer is not null && ReportCheck.Read(answer, artifact, sha256, signatures) is { } report)
        {
            return new WorkerAnswer.Inspected(report);
        }

        if (answer is not null || _isGarbled)
        {
            Kill();
            return new WorkerAnswer.Failed("The inspection gave an answer that is no report of this artifact.");
        }

        if (_isOverdue)
        {
            return new WorkerAnswer.Failed($"The inspection was not over after {((limits.Time * _options.Patience) + _options.Grace).TotalSeconds:0} seconds and was ended.");
        }

        await EndedAsync().ConfigureAwait(false);
        return Death(_process.ExitCode, _errors.IsOutOfMemory, _heap);
    }

    /// <summary>What a worker's end without an answer says.</summary>
    /// <param name="code">The process's exit code.</param>
    /// <param name="saidOutOfMemory">Whether its last words were that it ran out of memory.</param>
    /// <param name="heap">Its heap in bytes.</param>
    internal static WorkerAnswer.Failed Death(int code, bool saidOutOfMemory, long heap) => code == WorkerExit.OutOfMemory || saidOutOfMemory
        ? new WorkerAnswer.Failed($"The inspection needed more than the {heap >> 20} MB of memory that it may use.", WantsMore: true)
        : new WorkerAnswer.Failed($"The inspection ended without a report ({Words(code)}).", WantsMore: code == SignalBase + SegmentationFault);

    /// <summary>Ends the process at once.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        await _errorsRead.ConfigureAwait(false);
        _line.End();
        _process.Dispose();
    }

    // The message that comes back, or null: then the process has ended or is about to. Nothing here waits with a token. What is sent may be
    // a mapped file that the caller lets go of afterwards, so every write has to be over first, and it is once the process is dead.
    private async Task<byte[]?> WithinAsync(
        TimeSpan patience, ReadOnlyMemory<byte> message, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        using CancellationTokenSource clock = new(patience, _time);
        await using (clock.Token.Register(Kill).ConfigureAwait(false))
        await using (cancellation.Register(Kill).ConfigureAwait(false))
        {
            byte[]? answer = null;
            try
            {
                answer = await _line.AskAsync(message, content).ConfigureAwait(false);
            }
            catch (InvalidDataException)
            {
                _isGarbled = true;
                Kill();
            }
            catch (IOException)
            {
                // The pipe broke. Whatever the worker still answered is not asked for: it did not hear the question to its end.
                Kill();
            }

            cancellation.ThrowIfCancellationRequested();
            _isOverdue = answer is null && clock.IsCancellationRequested;
            return answer;
        }
    }

    private async Task<string> EndedAsync()
    {
        // Its output is closed, so it ends; one that only closed its output is ended.
        using CancellationTokenSource patience = new(EndTime, _time);
        await using (patience.Token.Register(Kill).ConfigureAwait(false))
        {
            await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await _errorsRead.ConfigureAwait(false);
        return Words(_process.ExitCode);
    }

    private static string Words(int code) => code > SignalBase && !OperatingSystem.IsWindows() ? $"signal {code - SignalBase}" : $"exit code {code}";
}
