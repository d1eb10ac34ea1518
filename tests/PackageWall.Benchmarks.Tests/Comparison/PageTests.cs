using PackageWall.Benchmarks.Comparison.Documents;
using PackageWall.Benchmarks.Comparison.Installs;
using PackageWall.Benchmarks.Comparison.Load;
using PackageWall.Benchmarks.Comparison.Peers;
using PackageWall.Benchmarks.Comparison.Report;

namespace PackageWall.Benchmarks.Tests.Comparison;

public sealed class PageTests
{
    [Fact]
    public void The_page_tells_bars_figures_versions_noise_and_what_is_lacking()
    {
        string page = Page.Write(Empty() with
        {
            Lacking = ["wrk is not installed"],
            Documents =
            [
                new Cell(DocumentComparison.Anchor, 30_000, 16, [Of(SubjectNames.Kestrel, 52_000), Of(SubjectNames.NginxStatic, 43_000)]),
                new Cell("packument of ms", 5_560, 16, [Of(SubjectNames.Wall, 900, 1_000, 1_100), Of(SubjectNames.Kestrel, 1_000, 1_000, 1_000), Of(SubjectNames.Verdaccio, 10, 10, 10)]),
            ],
        });

        page.ShouldContain("- wrk is not installed");
        page.ShouldContain("| nginx | 1.2.3 |");
        page.ShouldContain("### packument of ms (5.6 kB)");
        page.ShouldContain("| 16 | wall | 1,000 | 1.00 | 1.00 | 2.00 | 7 | 100 (150) | 20 % |");
        page.ShouldContain("| 1 | at least 20 times Verdaccio on ms | 100.00 at worst (packument of ms, 16); 1 of 1 cells reach it | reached |");
        page.ShouldContain("| 2 | artifacts: at least 1.3 times Verdaccio | not measured | not measured |");
        page.ShouldContain("| wall | 20 % | 20 % |");
    }

    [Fact]
    public void A_subject_that_never_answered_is_told_as_slower_than_that()
    {
        string page = Page.Write(Empty() with { Documents = [new Cell("packument of react", 1, 64, [new Measured(SubjectNames.Verdaccio, [new Slice(0, 4, 0, 0, 0, 0)])])] });

        page.ShouldContain("| 64 | Verdaccio | under 0.25 |  |  |  |  |");
    }

    [Fact]
    public void A_failed_install_is_told_and_not_averaged()
    {
        string page = Page.Write(Empty() with
        {
            Installs = [new InstallSeries(InstallNames.Locked, Ways.Direct, [new InstallRun(10, 950, null), new InstallRun(1, 0, "exit code 1, E403")])],
        });

        page.ShouldContain("| npm ci | direct | 10.0 | 1.00 | 10.0 | 10.0 | 1 of 2 | 950 |");
        page.ShouldContain("- npm ci, direct: exit code 1, E403");
    }

    private static Findings Empty() => new()
    {
        When = new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero),
        Command = "compare",
        Machine = "2 processors",
        Versions = [("nginx", "1.2.3")],
        Lacking = [],
        Rounds = 3,
        Seconds = 2,
    };

    private static Measured Of(string subject, params double[] rates) =>
        new(subject, [.. rates.Select(rate => new Slice((long)rate, 1, 1, 2, 0, 0) { ProcessorPerRequest = 7, Peak = 100, PeakOfAll = 150 })]);
}
