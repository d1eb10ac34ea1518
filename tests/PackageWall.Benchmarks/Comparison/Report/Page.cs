using System.Globalization;
using System.Text;
using PackageWall.Benchmarks.Comparison.Documents;
using PackageWall.Benchmarks.Comparison.Installs;
using PackageWall.Benchmarks.Comparison.Load;
using PackageWall.Benchmarks.Comparison.Peers;

namespace PackageWall.Benchmarks.Comparison.Report;

/// <summary>The page that a run writes.</summary>
internal static class Page
{
    public static string Write(Findings findings)
    {
        StringBuilder text = new();
        Head(text, findings);
        Bars(text, findings);
        if (findings.Documents.Count > 0)
        {
            text.Append("## Warm documents\n\nThe packuments are in the form that npm's protocol calls abbreviated, all with gzip as clients ask for it. Kestrel and nginx static give the wall's bytes with its "
                + "content type, encoding and entity tag; nginx's cache gives the upstream's own document as it came, which is another and often a larger one.\n\n");
            Cells(text, findings.Documents);
        }

        if (findings.Artifacts.Count > 0)
        {
            text.Append("## Warm artifacts\n\nReal tarballs from the registry. Kestrel sends the same file with `SendFileAsync`, nginx with `sendfile`.\n\n");
            Cells(text, findings.Artifacts);
        }

        Installs(text, findings.Installs);
        Far(text, findings);
        Noise(text, findings);
        Versions(text, findings);
        return text.ToString();
    }

    private static void Head(StringBuilder text, Findings findings)
    {
        text.Append("# Performance\n\n");
        text.Append("This page is written by one command, on the machine that it describes:\n\n```sh\n").Append(findings.Command).Append("\n```\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Run of {findings.When:yyyy-MM-dd} on {findings.Machine}. ");
        text.Append("Load generator and servers share the processors, all over loopback. Only ratios of one run mean something: subjects take turns in short slices, in another order each round, and medians are told. ");
        text.Append(CultureInfo.InvariantCulture, $"Here: {findings.Rounds} rounds of {findings.Seconds} s.\n\n");
        foreach (string lacking in findings.Lacking)
        {
            text.Append("- ").Append(lacking).Append('\n');
        }

        text.Append(findings.Lacking.Count > 0 ? "\n" : "");
    }

    private static void Bars(StringBuilder text, Findings findings)
    {
        text.Append("## Bars\n\n| | asked | this run | |\n|---|---|---|---|\n");
        foreach (Bar bar in (IEnumerable<Bar>)[.. LoadBars.OfDocuments(findings.Documents), .. LoadBars.OfArtifacts(findings.Artifacts), .. InstallBars.Of(findings.Installs)])
        {
            string verdict = bar.IsReached switch { true => "reached", false => "**not reached**", null => "not measured" };
            text.Append(CultureInfo.InvariantCulture, $"| {bar.Number} | {bar.Text} | {bar.Figure} | {verdict} |\n");
        }

        text.Append('\n');
    }

    private static void Cells(StringBuilder text, IReadOnlyList<Cell> cells)
    {
        foreach (IGrouping<string, Cell> thing in cells.GroupBy(cell => cell.Title))
        {
            text.Append(CultureInfo.InvariantCulture, $"### {thing.Key} ({Size(thing.First().Size)})\n\n");
            text.Append("| connections | subject | answers/s | of Kestrel | p50 ms | p99 ms | processor µs | memory MB | noise |\n|--:|---|--:|--:|--:|--:|--:|--:|--:|\n");
            foreach (Cell cell in thing)
            {
                foreach (Measured each in cell.Subjects)
                {
                    text.Append(CultureInfo.InvariantCulture, $"| {cell.Connections} | {each.Subject} | {Rate(each)} | {Share(cell, each)} | {Answered(each, each.P50, "0.00")} | {Answered(each, each.P99, "0.00")} | {Answered(each, each.Processor, "#,0")} | {Memory(each)} | {each.Noise:0 %} |\n");
                }
            }

            text.Append('\n');
        }
    }

    private static void Installs(StringBuilder text, IReadOnlyList<InstallSeries> installs)
    {
        if (installs.Count == 0)
        {
            return;
        }

        text.Append("## Real installs\n\nEmpty client caches each time, all folders in the work folder, runs interleaved. Cold is a server that runs, is ready and rests, and that holds nothing yet; warm the same server when it rests again; just started is a server "
            + "that has answered for the first time in this moment. Clients other than "
            + "direct ones cannot get past their server: everything else is a closed door to them. A run that failed or brought another number of packages is told and not averaged.\n\n");
        text.Append("| install | from | median s | of direct | least | most | runs | packages | processor s, client | server | memory of server MB |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (InstallSeries each in installs)
        {
            double? direct = installs.FirstOrDefault(other => other.Install == each.Install && other.Way == Ways.Direct)?.Seconds;
            text.Append(CultureInfo.InvariantCulture, $"| {each.Install} | {each.Way} | {each.Seconds:0.0} | {each.Seconds / direct:0.00} | ");
            text.Append(each.Good.Count == 0 ? "| | " : string.Create(CultureInfo.InvariantCulture, $"{each.Good.Min(run => run.Seconds):0.0} | {each.Good.Max(run => run.Seconds):0.0} | "));
            text.Append(CultureInfo.InvariantCulture, $"{each.Good.Count} of {each.Runs.Count} | {(each.Good.Count > 0 ? each.Good[0].Packages : null as int?):#,0} | {each.ClientProcessor:0.0} | {each.ServerProcessor:0.0} | {(each.Peak > 0 ? each.Peak.ToString("0", CultureInfo.InvariantCulture) : "")} |\n");
        }

        text.Append('\n');
        foreach (string failure in installs.SelectMany(each => each.Runs.Where(run => run.Failure is not null).Select(run => $"- {each.Install}, {each.Way}: {run.Failure}\n")))
        {
            text.Append(failure);
        }

        text.Append('\n');
    }

    private static void Far(StringBuilder text, Findings findings)
    {
        if (findings.Documents.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"""
            ## BaGetter and proxpi

            They are in no registry that this command may install from, so they did not run here. Their figures are scaled: elsewhere, in one run at 16 connections, nginx static gave {FarPeer.NginxAnchor:#,0} answers of 30 kB
            per second, Kestrel from memory {FarPeer.KestrelAnchor:#,0}, and they gave
            {string.Join(", ", DocumentKind.All.Where(document => document.Far is not null).Select(document => string.Create(CultureInfo.InvariantCulture, $"{document.Far!.Rate:#,0} ({document.Far.Name}, {document.Title})")))}.
            The same two anchors were measured in this run, and of the two scales the one that is better for the peer is taken. That is an estimate and no more.


            """);
    }

    private static void Noise(StringBuilder text, Findings findings)
    {
        List<Measured> all = [.. findings.Documents.Concat(findings.Artifacts).SelectMany(cell => cell.Subjects).Where(each => each.Slices.Count > 1)];
        if (all.Count == 0)
        {
            return;
        }

        text.Append("## How noisy it was\n\nNoise is how far a subject's turns lie apart, from the least to the most, as a share of their median. Memory is the high-water mark of the server's first process, and in brackets of all its "
            + "processes together; processor time is of all its processes, per answer.\n\n| subject | median noise | worst |\n|---|--:|--:|\n");
        foreach (IGrouping<string, Measured> subject in all.GroupBy(each => each.Subject))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {subject.Key} | {Statistics.Median(subject.Select(each => each.Noise)):0 %} | {subject.Max(each => each.Noise):0 %} |\n");
        }

        text.Append('\n');
    }

    private static void Versions(StringBuilder text, Findings findings)
    {
        text.Append("## Versions\n\n| | |\n|---|---|\n");
        foreach ((string name, string version) in findings.Versions)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {version} |\n");
        }
    }

    private static string Rate(Measured each) =>
        (each.HasAnswered ? "" : "under ")
        + each.Rate.ToString(each.Rate < 1 ? "0.00" : each.Rate < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture)
        + (each.Failures > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({each.Failures} failed)") : "");

    // Who gave no answer at all has no time of an answer.
    private static string Answered(Measured each, double figure, string format) => each.HasAnswered ? figure.ToString(format, CultureInfo.InvariantCulture) : "";

    private static string Share(Cell cell, Measured each) =>
        cell.Ratio(each.Subject, SubjectNames.Kestrel) is { } ratio ? ratio.ToString(ratio < 0.1 ? "0.0000" : "0.00", CultureInfo.InvariantCulture) : "";

    private static string Memory(Measured each) => each.PeakOfAll > each.Peak * 1.05
        ? string.Create(CultureInfo.InvariantCulture, $"{each.Peak:0} ({each.PeakOfAll:0})")
        : each.Peak.ToString("0", CultureInfo.InvariantCulture);

    private static string Size(long bytes) => bytes < 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
