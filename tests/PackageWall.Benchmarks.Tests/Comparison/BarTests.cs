using PackageWall.Benchmarks.Comparison.Documents;
using PackageWall.Benchmarks.Comparison.Installs;
using PackageWall.Benchmarks.Comparison.Load;
using PackageWall.Benchmarks.Comparison.Peers;
using PackageWall.Benchmarks.Comparison.Report;

namespace PackageWall.Benchmarks.Tests.Comparison;

public sealed class BarTests
{
    [Fact]
    public void The_worst_cell_decides()
    {
        Bar bar = LoadBars.AtLeast(1, "text", 0.7, [Cell("a", 80, 100), Cell("b", 60, 100)], SubjectNames.Kestrel);

        bar.IsReached.ShouldBe(false);
        bar.Figure.ShouldBe("0.60 at worst (b, 16); 1 of 2 cells reach it");
    }

    [Fact]
    public void A_failed_answer_reaches_no_bar()
    {
        Cell cell = Cell("a", 200, 100);
        Measured wall = cell.Subjects[0];
        Cell failed = cell with { Subjects = [wall with { Slices = [wall.Slices[0] with { Failures = 1 }] }, cell.Subjects[1]] };

        LoadBars.AtLeast(1, "text", 0.7, [failed], SubjectNames.Kestrel).IsReached.ShouldBe(false);
    }

    [Fact]
    public void What_was_not_measured_is_neither_reached_nor_missed() =>
        LoadBars.AtLeast(1, "text", 0.7, [], SubjectNames.Kestrel).IsReached.ShouldBeNull();

    [Fact]
    public void Turns_of_the_same_round_are_compared_with_each_other()
    {
        // The machine was twice as slow in the second round, for both.
        Cell cell = new("a", 1, 16, [Of(SubjectNames.Wall, 80, 40, 84), Of(SubjectNames.Kestrel, 100, 50, 100)]);

        cell.Ratio(SubjectNames.Wall, SubjectNames.Kestrel)!.Value.ShouldBe(0.8, 1e-9);
    }

    [Fact]
    public void A_far_peer_is_scaled_by_the_anchor_that_is_better_for_it()
    {
        FarPeer far = new("peer", 200, 20);

        far.Here(FarPeer.NginxAnchor / 2, FarPeer.KestrelAnchor).ShouldBe(200);
        far.Here(FarPeer.NginxAnchor / 2, null).ShouldBe(100);
    }

    [Fact]
    public void Installs_are_compared_by_medians_and_a_failed_run_of_the_wall_reaches_nothing()
    {
        InstallSeries direct = Series(Ways.Direct, new InstallRun(10, 950, null), new InstallRun(12, 950, null), new InstallRun(11, 950, null));
        InstallSeries cold = Series(Ways.WallCold, new InstallRun(12, 950, null), new InstallRun(30, 950, null), new InstallRun(11.5, 950, null));
        Bar Cold(InstallSeries series) => InstallBars.Of([direct, series]).Single(bar => bar.Text.StartsWith(InstallNames.Locked + ": cold", StringComparison.Ordinal));

        Cold(cold).IsReached.ShouldBe(true);
        Cold(cold).Figure.ShouldStartWith("1.09 ");
        Cold(cold with { Runs = [.. cold.Runs, new InstallRun(1, 0, "exit code 1")] }).IsReached.ShouldBe(false);
        Cold(cold with { Runs = [new InstallRun(1, 0, "exit code 1")] }).IsReached.ShouldBe(false);
    }

    [Fact]
    public void The_usual_number_of_packages_is_that_of_most_runs_that_succeeded() =>
        InstallComparison.Usual([new(1, 5, null), new(1, 950, null), new(1, 950, null), new(1, 0, "x"), new(1, 0, "x"), new(1, 0, "x")]).ShouldBe(950);

    private static InstallSeries Series(string way, params InstallRun[] runs) => new(InstallNames.Locked, way, runs);

    private static Cell Cell(string title, double wall, double kestrel) =>
        new(title, 1, 16, [Of(SubjectNames.Wall, wall), Of(SubjectNames.Kestrel, kestrel)]);

    private static Measured Of(string subject, params double[] rates) =>
        new(subject, [.. rates.Select(rate => new Slice((long)rate, 1, 1, 2, 0, 0))]);
}
