using PackageWall.Workers.Child;
using Shouldly;
using Xunit;

namespace PackageWall.Workers.Tests;

public sealed class ProcessorClockTests
{
    [Fact]
    public void It_goes_on_while_this_process_computes()
    {
        long before = ProcessorClock.Instance.GetTimestamp();

        ComputeUntil(() => ProcessorClock.Instance.GetElapsedTime(before) > TimeSpan.FromMilliseconds(50));

        ProcessorClock.Instance.GetElapsedTime(before).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void A_limit_by_it_ends_what_computes_for_so_long()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMilliseconds(100), ProcessorClock.Instance);

        ComputeUntil(() => limit.IsCancellationRequested);

        limit.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void A_limit_that_is_taken_back_ends_nothing()
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMilliseconds(50), ProcessorClock.Instance);
        limit.CancelAfter(Timeout.InfiniteTimeSpan);
        long before = ProcessorClock.Instance.GetTimestamp();

        ComputeUntil(() => ProcessorClock.Instance.GetElapsedTime(before) > TimeSpan.FromMilliseconds(500));

        limit.IsCancellationRequested.ShouldBeFalse();
    }

    private static void ComputeUntil(Func<bool> isOver)
    {
        int sum = 0;
        while (!isOver())
        {
            for (int i = 0; i < 100_000; i++)
            {
                sum = unchecked((sum * 31) + i);
            }
        }

        GC.KeepAlive(sum);
    }
}
