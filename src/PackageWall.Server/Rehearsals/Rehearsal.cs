namespace PackageWall.Server.Rehearsals;

/// <summary>
/// A server that has just started compiles what it runs while its first clients wait: measured as half of the processor time of a first
/// installation. So it plays its work to itself once, as soon as it listens and nobody asks for anything. The first request ends that.
/// </summary>
/// <param name="play">Plays it; null: nothing is rehearsed.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where it is told.</param>
internal sealed partial class Rehearsal(Func<CancellationToken, Task>? play, TimeProvider time, ILogger<Rehearsal> log) : IAsyncDisposable
{
    /// <summary>Whoever asks right after the start finds the processors free.</summary>
    internal static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    /// <summary>Who waits for a server that is ready waits no longer for one that gets nowhere.</summary>
    internal static readonly TimeSpan MostTime = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _ending = new();
    private volatile bool _isOver = play is null;
    private Task _playing = Task.CompletedTask;

    /// <summary>Whether nothing is rehearsed (any more).</summary>
    public bool IsOver => _isOver;

    /// <summary>Over once nothing of it is left.</summary>
    public Task Completion => _playing;

    /// <summary>The server listens.</summary>
    public void Begin()
    {
        if (!_isOver)
        {
            _playing = Task.Run(PlayAsync);
        }
    }

    /// <summary>In front of all requests: the first of a client ends the rehearsal. Who asks whether the server lives, or what it measures, does not.</summary>
    public RequestDelegate GiveWay(RequestDelegate next) => play is null ? next : context =>
    {
        if (!_isOver && !IsProbe(context.Request.Path))
        {
            End();
        }

        return next(context);
    };

    public async ValueTask DisposeAsync()
    {
        _isOver = true;
        await _ending.CancelAsync().ConfigureAwait(false);
        await _playing.ConfigureAwait(false);
        _ending.Dispose();
    }

    private static bool IsProbe(PathString path) => path.Value is "/healthz" or "/readyz" or "/metrics" or "/status";

    // What is cancelled runs on other threads than the client's.
    private void End()
    {
        _isOver = true;
        _ = _ending.CancelAsync();
    }

    private void StopLate()
    {
        if (!_isOver)
        {
            LogLate(MostTime.TotalSeconds);
            End();
        }
    }

    private async Task PlayAsync()
    {
        try
        {
            await Task.Delay(Rest, time, _ending.Token).ConfigureAwait(false);
            long started = time.GetTimestamp();
            using ITimer limit = time.CreateTimer(_ => StopLate(), null, MostTime, Timeout.InfiniteTimeSpan);
            await play!(_ending.Token).ConfigureAwait(false);
            LogDone(time.GetElapsedTime(started).TotalSeconds);
        }
        catch (Exception) when (_ending.IsCancellationRequested)
        {
            // A client came, it took too long, or the server ends.
        }
        catch (Exception failure)
        {
            LogFailed(failure);
        }
        finally
        {
            _isOver = true;
        }
    }

    [LoggerMessage(LogLevel.Information, "Rehearsed for {Seconds:0.0} s: the first clients will not wait for code to be compiled")]
    private partial void LogDone(double seconds);

    [LoggerMessage(LogLevel.Warning, "The rehearsal was ended after {Seconds:0} s: this machine is busy, or something of it hangs. Nothing else is the matter")]
    private partial void LogLate(double seconds);

    [LoggerMessage(LogLevel.Warning, "The rehearsal failed. Nothing else did: the first clients wait for code to be compiled, that is all. PACKAGEWALL_REHEARSAL=off does without it")]
    private partial void LogFailed(Exception failure);
}
