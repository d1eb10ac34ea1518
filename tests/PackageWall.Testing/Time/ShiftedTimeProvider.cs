using System.Collections.Concurrent;

namespace PackageWall.Testing.Time;

/// <summary>The system's clock, moved by hand: timers run as ever, dates are what the test wants. For tests with real servers and clients, where nothing may stand still.</summary>
public sealed class ShiftedTimeProvider : TimeProvider
{
    /// <summary>What a hurried wait still takes: a client has to get its request in before it is over.</summary>
    private static readonly TimeSpan Hurried = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<TimeSpan, bool> _hurried = new();
    private long _shift;

    /// <summary>Moves the clock forward.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);

    /// <summary>From now on waits of exactly this length are over in a moment: a server's patience runs out without the test waiting for it.</summary>
    public void Hurry(TimeSpan wait) => _hurried[wait] = true;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _shift));

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(this, base.CreateTimer(callback, state, Real(dueTime), period));

    private TimeSpan Real(TimeSpan dueTime) => _hurried.ContainsKey(dueTime) ? Hurried : dueTime;

    private sealed class Timer(ShiftedTimeProvider time, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(time.Real(dueTime), period);

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
