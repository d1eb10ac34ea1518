using PackageWall.Benchmarks.Comparison;
using PackageWall.Benchmarks.Comparison.Load;

namespace PackageWall.Benchmarks.Tests.Comparison;

public sealed class WrkTests
{
    private const string Output = """
        Running 2s test @ http://127.0.0.1:1/
          35031 requests in 2.06s, 194.54MB read
        slice requests=1000 duration=2000000 bytes=5000 p50=1500 p99=9000 status=1 connect=2 read=3 write=4

        """;

    [Fact]
    public void Figures_are_read_and_every_kind_of_failure_counts()
    {
        Slice slice = Wrk.Read(Output);

        slice.Rate.ShouldBe(500);
        slice.P50.ShouldBe(1.5);
        slice.P99.ShouldBe(9);
        slice.Failures.ShouldBe(10);
        slice.Bytes.ShouldBe(5000);
    }

    [Fact]
    public void No_answer_at_all_counts_as_one_in_favour_of_the_subject() =>
        new Slice(0, 4, 0, 0, 0, 0).Rate.ShouldBe(0.25);

    [Fact]
    public void Output_without_figures_is_told() =>
        Should.Throw<ComparisonException>(() => Wrk.Read("unable to connect")).Message.ShouldContain("unable to connect");
}
