using PackageWall.Core.Documents;

namespace PackageWall.Upstreams.Documents;

/// <summary>How long what an upstream said is good. It is kept longer than what was said, which takes much more memory.</summary>
/// <param name="state">Which document it said it with, or null when it said that there is none.</param>
/// <param name="saidAt">When it said it.</param>
/// <param name="freshUntil">Until then nobody asks again.</param>
/// <param name="servedUntil">Until then clients get it without a wait, while the upstream is asked behind the answer.</param>
internal sealed class KeptTimes(SourceState? state, DateTimeOffset saidAt, DateTimeOffset freshUntil, DateTimeOffset servedUntil)
{
    private long _askedAt = saidAt.UtcTicks;
    private long _nextTry;

    public SourceState? State { get; } = state;

    // A clock that was set back must not keep an answer good for ever.
    public bool IsFresh(DateTimeOffset now) => now < freshUntil && now >= saidAt;

    public bool IsServed(DateTimeOffset now) => now < servedUntil && now >= saidAt;

    /// <summary>Whether the upstream was asked, with success or without, less than this time ago.</summary>
    public bool WasAskedWithin(TimeSpan time, DateTimeOffset now)
    {
        long since = now.UtcTicks - Interlocked.Read(ref _askedAt);
        return since >= 0 && since < time.Ticks;
    }

    public void Asked(DateTimeOffset at) => Interlocked.Exchange(ref _askedAt, at.UtcTicks);

    /// <summary>Whether it is time to ask behind the answer; then nobody else is told so until the next time.</summary>
    public bool TakeTurn(DateTimeOffset now, TimeSpan next)
    {
        long due = Interlocked.Read(ref _nextTry);
        return now.UtcTicks >= due && Interlocked.CompareExchange(ref _nextTry, (now + next).UtcTicks, due) == due;
    }
}
