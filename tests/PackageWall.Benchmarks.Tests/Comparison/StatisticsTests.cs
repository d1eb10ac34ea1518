using PackageWall.Benchmarks.Comparison.Load;

namespace PackageWall.Benchmarks.Tests.Comparison;

public sealed class StatisticsTests
{
    [Fact]
    public void The_median_is_the_middle_or_between_the_two_middle_ones()
    {
        Statistics.Median([3, 1, 2]).ShouldBe(2);
        Statistics.Median([4, 1, 2, 3]).ShouldBe(2.5);
        Should.Throw<ArgumentException>(() => Statistics.Median([]));
    }

    [Fact]
    public void The_spread_is_a_share_of_the_median()
    {
        Statistics.Spread([90, 100, 120]).ShouldBe(0.3, 1e-9);
        Statistics.Spread([5]).ShouldBe(0);
        Statistics.Spread([0, 0]).ShouldBe(0);
    }
}
