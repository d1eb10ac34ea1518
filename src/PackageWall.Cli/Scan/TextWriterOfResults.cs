using PackageWall.Inspection.Layers;
using PackageWall.Inspection.Reports;
using PackageWall.Packages;
using PackageWall.Workers.Pool;

namespace PackageWall.Cli.Scan;

/// <summary>Text for a person who reviews: what was found, where, how it comes to run, and what was hidden.</summary>
internal sealed class TextWriterOfResults(TextWriter output) : IResultWriter
{
    private const int MostLayers = 5;
    private const int MostLines = 12;
    private const int MostCode = 200;

    private readonly SortedDictionary<Verdict, int> _counts = [];

    public void Write(ScanResult result)
    {
        InspectionReport report = result.Report;
        _counts[report.Verdict] = _counts.GetValueOrDefault(report.Verdict) + 1;
        output.WriteLine($"{JsonLines.WordOf(report.Verdict, isFinding: false),-12} {Printable.Line(result.Path)}");
        if (result.Findings.Count == 0 && report.Verdict == Verdict.Clean)
        {
            return;
        }

        output.WriteLine($"             {report.Ecosystem.Name()} {Printable.Line(report.Name ?? "(no name)")} {Printable.Line(report.Version ?? "(no version)")}, {report.Files} files, {report.Bytes} bytes, score {report.Score}");
        foreach (Finding finding in result.Findings)
        {
            Write(finding);
        }

        foreach (DecodedLayer layer in report.Layers.Take(report.Verdict == Verdict.Clean ? 0 : MostLayers))
        {
            Write(layer);
        }

        foreach (DecompiledMethod method in result.Decompiled)
        {
            Write(method);
        }

        output.WriteLine();
    }

    public void End()
    {
        if (_counts.Values.Sum() > 1)
        {
            output.WriteLine($"{_counts.Values.Sum()} archives: {string.Join(", ", _counts.Select(count => $"{count.Value} {JsonLines.WordOf(count.Key, isFinding: false)}"))}");
        }

        output.Flush();
    }

    private void Write(Finding finding)
    {
        output.WriteLine();
        output.WriteLine($"  {JsonLines.WordOf(finding.Verdict, isFinding: true)}: {finding.Title} [{finding.Rule}]");
        output.WriteLine($"    {Printable.Line(finding.Says, 600)}");
        IReadOnlyList<string> shown = [];
        foreach (Evidence evidence in finding.Evidence)
        {
            if (evidence.Chain.Count > 1 && !evidence.Chain.SequenceEqual(shown))
            {
                output.WriteLine($"    by {string.Join(" → ", evidence.Chain.Select(step => Printable.Line(step)))}");
                shown = evidence.Chain;
            }

            string place = evidence.Line > 0 ? $"{evidence.File}:{evidence.Line}" : evidence.File;
            string depth = evidence.Depth > 0 ? $" (under {evidence.Depth} layer{(evidence.Depth > 1 ? "s" : "")} of encoding)" : "";
            string value = evidence.Value is { Length: > 0 } text && text != evidence.Text ? $"  {Printable.Line(text, 160)}" : "";
            output.WriteLine($"      {evidence.Fact}{value}  {Printable.Line(place)}{depth}");
            if (evidence.Text.Length > 0)
            {
                output.WriteLine($"        {Printable.Line(evidence.Text.Trim())}");
            }
        }
    }

    private void Write(DecompiledMethod method)
    {
        output.WriteLine();
        output.WriteLine($"  {Printable.Line(method.Method.Unit)} in {Printable.Line(method.Method.File)}, decompiled");
        foreach (string line in Printable.Lines((method.Text ?? method.Failure ?? "").Replace("\t", "    ", StringComparison.Ordinal), MostCode))
        {
            output.WriteLine($"    | {line}");
        }
    }

    private void Write(DecodedLayer layer)
    {
        output.WriteLine();
        output.WriteLine($"  decoded from {Printable.Line(layer.File)}:{layer.Line}, layer {layer.Depth}, {Printable.Line(layer.Encoding)} to {layer.Language}, {layer.Length} bytes");
        foreach (string line in Printable.Lines(layer.Text, MostLines))
        {
            output.WriteLine($"    | {line}");
        }
    }
}
