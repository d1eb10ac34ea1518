namespace PackageWall.Benchmarks.Load;

/// <summary>Times in buckets that grow by a tenth, so that any number of them takes the same memory.</summary>
internal sealed class SoakTimes
{
    private const double Step = 1.1;
    private readonly long[] _buckets = new long[160];
    private long _longest;

    public long Count => _buckets.Sum();

    /// <summary>In milliseconds.</summary>
    public double Longest => TimeSpan.FromTicks(Interlocked.Read(ref _longest)).TotalMilliseconds;

    public void Add(TimeSpan elapsed)
    {
        int bucket = (int)Math.Ceiling(Math.Log(Math.Max(elapsed.TotalMilliseconds, 0.05) / 0.05, Step));
        Interlocked.Increment(ref _buckets[Math.Min(bucket, _buckets.Length - 1)]);
        long before;
        while (elapsed.Ticks > (before = Interlocked.Read(ref _longest)) && Interlocked.CompareExchange(ref _longest, elapsed.Ticks, before) != before)
        {
        }
    }

    /// <summary>The time, in milliseconds, that a share of them did not exceed.</summary>
    public double At(double share)
    {
        long wanted = (long)Math.Ceiling(Count * share);
        long below = 0;
        for (int bucket = 0; bucket < _buckets.Length; bucket++)
        {
            below += _buckets[bucket];
            if (below >= wanted)
            {
                return 0.05 * Math.Pow(Step, bucket);
            }
        }

        return Longest;
    }
}
