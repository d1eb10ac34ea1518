namespace PackageWall.Upstreams.Tests;

/// <summary>A clock for retries and time-outs: short waits are over at once and written down, long ones end when the test says so.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(10);
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The short waits so far.</summary>
    public List<TimeSpan> Waited { get; } = [];

    /// <summary>Moves the clock and ends the long waits that it passes.</summary>
    public void Advance(TimeSpan by)
    {
        List<Timer> due;
        lock (_lock)
        {
            _now += by;
            due = _timers.FindAll(timer => timer.Due <= _now);
            due.ForEach(timer => timer.Due = null);
        }

        due.ForEach(timer => timer.Fire());
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        lock (_lock)
        {
            _timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(HurriedTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool atOnce = dueTime >= TimeSpan.Zero && dueTime < Short;
            lock (time._lock)
            {
                Due = dueTime < TimeSpan.Zero || atOnce ? null : time._now + dueTime;
                if (atOnce)
                {
                    time.Waited.Add(dueTime);
                }
            }

            if (atOnce)
            {
                ThreadPool.QueueUserWorkItem(_ => Fire());
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
