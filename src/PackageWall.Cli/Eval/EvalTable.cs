namespace PackageWall.Cli.Eval;

/// <summary>Writes rows as a table, for a terminal or for a page.</summary>
internal static class EvalTable
{
    public static void Write(TextWriter output, string format, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> all = [heads, .. rows];
        if (format == "markdown")
        {
            foreach ((int index, IReadOnlyList<string> row) in all.Index())
            {
                output.WriteLine($"| {string.Join(" | ", row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |");
                if (index == 0)
                {
                    output.WriteLine($"|{string.Concat(heads.Select(_ => "---|"))}");
                }
            }

            return;
        }

        int[] widths = [.. heads.Select((_, column) => all.Max(row => row[column].Length))];
        foreach (IReadOnlyList<string> row in all)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
