using PackageWall.Benchmarks.Comparison.Processes;

namespace PackageWall.Benchmarks.Tests.Comparison;

public sealed class ProcStatTests
{
    [Fact]
    public void Fields_are_counted_from_the_last_bracket_of_the_name()
    {
        ProcStat stat = ProcStat.Parse("42 (a ) b) S 7 42 42 0 -1 4194304 100 0 0 0 11 22 33 44 20 0 1 0 12345 1000 200");

        stat.Parent.ShouldBe(7);
        stat.OwnTicks.ShouldBe(33);
        stat.EndedTicks.ShouldBe(77);
        stat.Ticks.ShouldBe(110);
    }

    [Fact]
    public void The_peak_of_memory_is_in_megabytes()
    {
        ProcessUse.PeakOf(["Name:\tx", "VmHWM:\t  250000 kB", "VmRSS:\t  1 kB"]).ShouldBe(256);
        ProcessUse.PeakOf(["Name:\tkthreadd"]).ShouldBe(0);
    }
}
