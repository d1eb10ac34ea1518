using Spectre.Console;

namespace PackageWall.Cli.Review;

/// <summary>Records for a person to read.</summary>
internal static class ReviewText
{
    private const int RedirectedWidth = 200;

    /// <summary>A table of records, the most urgent first.</summary>
    public static void WriteList(IReadOnlyList<ReviewRecord> records, Terminal terminal)
    {
        if (records.Count == 0)
        {
            terminal.Out.WriteLine("Nothing waits for a decision.");
            return;
        }

        Table table = new Table().Border(TableBorder.Simple).AddColumns("score", "standing", "feed", "version", "verdict", "why");
        table.Columns[0].RightAligned();
        foreach (ReviewRecord record in records.OrderByDescending(record => record.Score))
        {
            string until = record.Until is null ? "" : $" until {record.Until}";
            table.AddRow(
                Cell($"{record.Score}"),
                Cell(record.Standing + until),
                Cell(record.Feed),
                Cell($"{record.Package}@{record.Version}"),
                Cell(record.Verdict ?? ""),
                Cell(record.Findings.Count > 0 ? record.Findings[0].Title : string.Join("; ", record.Reasons)));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Out),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = terminal.IsWatched ? Math.Max(console.Profile.Width, 80) : RedirectedWidth;
        console.Write(table);
    }

    /// <summary>All that a record says.</summary>
    public static void WriteOne(ReviewRecord record, TextWriter output)
    {
        output.WriteLine($"{Safe(record.Feed)} {Safe(record.Package)}@{Safe(record.Version)}");
        output.WriteLine($"  standing  {Safe(record.Standing)}{(record.Until is null ? "" : $" until {Safe(record.Until)}")}");
        if (record.Verdict is not null)
        {
            output.WriteLine($"  verdict   {Safe(record.Verdict)}, score {record.Score}");
        }

        foreach (string reason in record.Reasons)
        {
            output.WriteLine($"  because   {Safe(reason)}");
        }

        foreach (ReviewFinding finding in record.Findings)
        {
            output.WriteLine();
            output.WriteLine($"  {Safe(finding.Verdict)}: {Safe(finding.Title)} [{Safe(finding.Rule)}]");
            if (!string.IsNullOrEmpty(finding.Says))
            {
                output.WriteLine($"    {Safe(finding.Says)}");
            }

            if (!string.IsNullOrEmpty(finding.File))
            {
                output.WriteLine($"    {Safe(finding.File)}{(finding.Line > 0 ? $":{finding.Line}" : "")}{(finding.Context is null ? "" : $", {Safe(finding.Context)}")}");
            }
        }
    }

    private static Text Cell(string text) => new(Safe(text));

    private static string Safe(string text) => Printable.Line(text, 300);
}
