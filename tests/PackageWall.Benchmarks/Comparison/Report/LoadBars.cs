using System.Globalization;
using PackageWall.Benchmarks.Comparison.Documents;
using PackageWall.Benchmarks.Comparison.Load;
using PackageWall.Benchmarks.Comparison.Peers;

namespace PackageWall.Benchmarks.Comparison.Report;

/// <summary>The bars of documents and artifacts: each is held by its worst cell.</summary>
internal static class LoadBars
{
    public static IEnumerable<Bar> OfDocuments(IReadOnlyList<Cell> cells)
    {
        List<Cell> walls = [.. cells.Where(cell => cell.Of(SubjectNames.Wall) is not null)];
        foreach (int connections in (int[])[1, 16, 64])
        {
            yield return AtLeast(1, $"documents, {connections} connection{(connections == 1 ? "" : "s")}: at least 0.7 of Kestrel from memory", 0.7,
                walls.Where(cell => cell.Connections == connections), SubjectNames.Kestrel);
        }

        yield return LatencyBar(walls);
        foreach (IGrouping<double, DocumentKind> bar in DocumentKind.All.Where(document => document.OverVerdaccio > 0).GroupBy(document => document.OverVerdaccio))
        {
            yield return AtLeast(1, $"at least {bar.Key:0} times Verdaccio on {string.Join(", ", bar.Select(document => document.Title.Replace("packument of ", "", StringComparison.Ordinal)))}", bar.Key,
                walls.Where(cell => bar.Any(document => document.Title == cell.Title)), SubjectNames.Verdaccio);
        }

        Cell? anchor = cells.FirstOrDefault(cell => cell.Title == DocumentComparison.Anchor && cell.Connections == 16);
        foreach (DocumentKind document in DocumentKind.All.Where(document => document.Far is not null))
        {
            FarPeer far = document.Far!;
            double here = far.Here(anchor?.Of(SubjectNames.NginxStatic)?.Rate, anchor?.Of(SubjectNames.Kestrel)?.Rate);
            Measured? wall = walls.FirstOrDefault(cell => cell.Title == document.Title && cell.Connections == 16)?.Of(SubjectNames.Wall);
            string text = $"at least {far.Bar:0} times {far.Name} on {document.Title} (indirect, 16 connections)";
            yield return wall is null || here == 0
                ? new Bar(1, text, "not measured", null)
                : new Bar(1, text, string.Create(CultureInfo.InvariantCulture, $"{wall.Rate / here:0.0} times ({wall.Rate:#,0}/s against about {here:#,0}/s)"), wall.Failures == 0 && wall.Rate >= far.Bar * here);
        }
    }

    public static IEnumerable<Bar> OfArtifacts(IReadOnlyList<Cell> cells)
    {
        foreach (string size in (string[])["30 kB", "5 MB"])
        {
            yield return AtLeast(2, $"artifacts of {size}: at least 0.8 of Kestrel's sendfile", 0.8, cells.Where(cell => cell.Title.Contains(" " + size + " ", StringComparison.Ordinal)), SubjectNames.Kestrel);
        }

        yield return AtLeast(2, "artifacts: at least 1.3 times Verdaccio", 1.3, cells, SubjectNames.Verdaccio);
    }

    /// <summary>The cell with the least ratio decides.</summary>
    internal static Bar AtLeast(int number, string text, double least, IEnumerable<Cell> cells, string other)
    {
        List<Cell> measured = [.. cells.Where(cell => cell.Of(SubjectNames.Wall) is not null && cell.Of(other) is not null)];
        if (measured.Count == 0)
        {
            return new Bar(number, text, "not measured", null);
        }

        if (measured.FirstOrDefault(cell => cell.Ratio(SubjectNames.Wall, other) is null) is { } failed)
        {
            return new Bar(number, text, $"answers failed: {failed.Title}, {failed.Connections} connections", false);
        }

        Cell worst = measured.MinBy(cell => cell.Ratio(SubjectNames.Wall, other))!;
        double ratio = worst.Ratio(SubjectNames.Wall, other)!.Value;
        int reached = measured.Count(cell => cell.Ratio(SubjectNames.Wall, other) >= least);
        return new Bar(number, text, string.Create(
            CultureInfo.InvariantCulture, $"{ratio:0.00} at worst ({worst.Title}, {worst.Connections}); {reached} of {measured.Count} cells reach it"), ratio >= least);
    }

    private static Bar LatencyBar(IEnumerable<Cell> cells)
    {
        const string Text = "documents: p99 under 3 times Kestrel's";
        List<(Cell Cell, double Ratio)> measured =
        [
            .. from cell in cells
               let times = cell.LatencyRatio(SubjectNames.Wall, SubjectNames.Kestrel)
               where times is not null
               select (cell, times.Value),
        ];
        if (measured.Count == 0)
        {
            return new Bar(1, Text, "not measured", null);
        }

        (Cell worst, double ratio) = measured.MaxBy(each => each.Ratio);
        return new Bar(1, Text, string.Create(
            CultureInfo.InvariantCulture,
            $"{ratio:0.0} times at worst ({worst.Title}, {worst.Connections}); {measured.Count(each => each.Ratio < 3)} of {measured.Count} cells reach it"), ratio < 3);
    }
}
