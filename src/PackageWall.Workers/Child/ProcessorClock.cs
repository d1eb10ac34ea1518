namespace PackageWall.Workers.Child;

/// <summary>
/// Time as this process has computed, on all of its threads together: it stands still while the machine does something else. For
/// processes that do one inspection at a time.
/// </summary>
internal sealed class ProcessorClock : TimeProvider
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private ProcessorClock()
    {
    }

    /// <summary>The clock of this process.</summary>
    public static ProcessorClock Instance { get; } = new();

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks;

    /// <summary>A timer that calls back once, when so much has been computed. It looks a few times in a second.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Countdown(this, callback, state, dueTime);

    private sealed class Countdown : ITimer
    {
        private readonly ProcessorClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly Lock _lock = new();
        private readonly Timer _timer;
        private long _end;

        public Countdown(ProcessorClock clock, TimerCallback callback, object? state, TimeSpan due)
        {
            (_clock, _callback, _state) = (clock, callback, state);
            _timer = new Timer(static self => ((Countdown)self!).LookUp(), this, Timeout.Infinite, Timeout.Infinite);
            Change(due, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_lock)
            {
                _end = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : _clock.GetTimestamp() + dueTime.Ticks;
                return dueTime == Timeout.InfiniteTimeSpan ? _timer.Change(Timeout.Infinite, Timeout.Infinite) : _timer.Change(Min(dueTime, Look), Look);
            }
        }

        public void Dispose() => _timer.Dispose();

        public ValueTask DisposeAsync() => _timer.DisposeAsync();

        private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

        private void LookUp()
        {
            lock (_lock)
            {
                if (_clock.GetTimestamp() < _end)
                {
                    return;
                }

                _end = long.MaxValue;
                _timer.Change(Timeout.Infinite, Timeout.Infinite);
            }

            _callback(_state);
        }
    }
}
