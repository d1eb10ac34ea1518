using System.CommandLine;
using System.Globalization;
using PackageWall.Inspection;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Languages.Evaluation;
using PackageWall.Inspection.Languages.JavaScript;
using PackageWall.Inspection.Languages.Outlines;
using PackageWall.Inspection.Languages.Syntax;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;

namespace PackageWall.Benchmarks.Inspections;

/// <summary><c>script LIST</c>: where the time for JavaScript goes, in processor time, so that other work on the machine counts less.</summary>
internal static class ScriptParts
{
    public static Command Command()
    {
        Argument<string> list = new("LIST") { Description = "A file with paths of archives, one per line." };
        Option<int> slowest = new("--slowest") { Description = "How many of the slowest files are named." };
        Command command = new("script", "Processor time of the parts of reading JavaScript: syntax, outline, evaluation.") { list, slowest };
        command.SetAction(parsed => Run(File.ReadAllLines(parsed.GetValue(list)!).Where(line => line.Length > 0).ToArray(), parsed.GetValue(slowest)));
        return command;
    }

    private static int Run(string[] paths, int slowest)
    {
        List<(string Path, SourceText Source)> files = [];
        foreach (string path in paths)
        {
            InspectionRooms rooms = new() { ReaderOf = language => language == Language.JavaScript ? new Collector(source => files.Add((Path.GetFileName(path), source))) : LanguageReaders.Default.For(language) };
            new Inspector(SignatureSet.Default, InspectionLimits.Default, rooms).Inspect(new Artifact(Ecosystem.Npm, Path.GetFileName(path), File.ReadAllBytes(path)));
        }

        foreach ((_, SourceText source) in files.Take(1_000))
        {
            Whole(source);
        }

        double bytes = files.Sum(file => (double)file.Source.Content.Length) / 1e6;
        TimeSpan parse = default, outline = default, evaluation = default;
        double acting = 0;
        List<(TimeSpan Time, string Path, SourceText Source, string Because)> times = [];
        foreach ((string path, SourceText source) in files)
        {
            TimeSpan start = Now();
            SyntaxTree tree = JavaScriptSyntax.Parse(source.Content.Span, source.File);
            TimeSpan parsed = Now();
            Outline whole = OutlineWalk.Of(Language.JavaScript, tree, source, Vocabulary.Default);
            string? because = whole.Because is null ? null : $"{whole.Because}; {(whole.Acting is { } some ? some.Count : "all")} functions{(whole.IsDeep ? "" : ", shallow")}";
            TimeSpan outlined = Now();
            parse += parsed - start;
            outline += outlined - parsed;
            if (because is not null)
            {
                acting += source.Content.Length / 1e6;
                ScriptEvaluator.EvaluateWhole(Language.JavaScript, tree, source);
                TimeSpan evaluated = Now();
                evaluation += evaluated - outlined;
                times.Add((evaluated - outlined, path, source, because));
            }
        }

        Say($"{files.Count} files, {bytes:0.0} MB, of which {acting:0.0} MB are evaluated");
        Say($"syntax     {parse.TotalSeconds,7:0.00} s  {bytes / parse.TotalSeconds,6:0.0} MB/s");
        Say($"outline    {outline.TotalSeconds,7:0.00} s  {bytes / outline.TotalSeconds,6:0.0} MB/s");
        Say($"evaluation {evaluation.TotalSeconds,7:0.00} s  {acting / evaluation.TotalSeconds,6:0.0} MB/s");
        foreach (var (time, path, source, because) in times.OrderByDescending(entry => entry.Time).Take(slowest))
        {
            Say($"{time.TotalMilliseconds,7:0} ms  {source.Content.Length / 1e6,6:0.00} MB  {path} {source.File}  ({because})");
        }

        return 0;
    }

    private static void Whole(SourceText source) =>
        ScriptEvaluator.Evaluate(Language.JavaScript, JavaScriptSyntax.Parse(source.Content.Span, source.File), source);

    private static TimeSpan Now() => Environment.CpuUsage.TotalTime;

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed class Collector(Action<SourceText> found) : ILanguageReader
    {
        public string Language => Inspection.Languages.Language.JavaScript;

        public FileFacts Read(SourceText source)
        {
            // What it names decides which other files are read.
            found(source with { Budget = new InspectionBudget(InspectionLimits.Default) });
            return LanguageReaders.Default.For(Language)!.Read(source);
        }
    }
}
