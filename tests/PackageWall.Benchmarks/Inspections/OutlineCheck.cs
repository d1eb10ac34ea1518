using System.CommandLine;
using System.Globalization;
using PackageWall.Inspection;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Languages.Evaluation;
using PackageWall.Inspection.Languages.JavaScript;
using PackageWall.Inspection.Languages.Outlines;
using PackageWall.Inspection.Languages.Python;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;

namespace PackageWall.Benchmarks.Inspections;

/// <summary><c>outline LIST</c>: evaluates what the outline sets aside all the same, and names every file in which that finds an effect.</summary>
internal static class OutlineCheck
{
    public static Command Command()
    {
        Argument<string> list = new("LIST") { Description = "A file with paths of archives, one per line." };
        Command command = new("outline", "Which files the quick walk sets aside although evaluating them finds something: none, it should be.") { list };
        command.SetAction(parsed => Run(File.ReadAllLines(parsed.GetValue(list)!).Where(line => line.Length > 0)));
        return command;
    }

    private static int Run(IEnumerable<string> paths)
    {
        long asideBytes = 0, bytes = 0;
        int aside = 0, wrong = 0;
        foreach (string path in paths)
        {
            InspectionRooms rooms = new() { ReaderOf = language => language is Language.JavaScript or Language.Python ? new Spy(language, Look) : null };
            Ecosystem ecosystem = path.EndsWith(".whl", StringComparison.Ordinal) || path.EndsWith(".tar.gz", StringComparison.Ordinal) ? Ecosystem.PyPi : Ecosystem.Npm;
            new Inspector(SignatureSet.Default, InspectionLimits.Default with { Time = TimeSpan.FromMinutes(5) }, rooms).Inspect(new Artifact(ecosystem, Path.GetFileName(path), File.ReadAllBytes(path)));

            void Look(string language, SourceText source)
            {
                bytes += source.Content.Length;
                var tree = language == Language.JavaScript ? JavaScriptSyntax.Parse(source.Content.Span, source.File) : PythonReader.Parse(source.Content.Span);
                if (OutlineWalk.Of(language, tree, source, Vocabulary.Default).Because is not null)
                {
                    return;
                }

                aside++;
                asideBytes += source.Content.Length;
                string[] found = [.. ScriptEvaluator.EvaluateWhole(language, tree, source).Facts.Where(fact => IsEffect(language, fact)).Select(fact => fact.Name).Distinct()];
                if (found.Length > 0)
                {
                    wrong++;
                    Console.WriteLine($"{Path.GetFileName(path)} {source.File}: {string.Join(", ", found)}");
                }
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{aside} files set aside, {asideBytes / 1e6:0.0} of {bytes / 1e6:0.0} MB; {wrong} of them have an effect"));
        return wrong == 0 ? 0 : 1;
    }

    // Gates and decoding say nothing alone; a member of something harmless may have any name.
    private static bool IsEffect(string language, Fact fact) => fact.Name switch
    {
        "network.host" or "encode" or "read.env" => false,
        "dynamic.member" => Vocabulary.Default.Apis(language).Root.Find(fact.Value ?? "") is { } api && Vocabulary.Default.Effects(language).Reaches(api),
        var name => !name.StartsWith("gate.", StringComparison.Ordinal) && !name.StartsWith("text.", StringComparison.Ordinal) && !name.StartsWith("decode", StringComparison.Ordinal),
    };

    private sealed class Spy(string language, Action<string, SourceText> look) : ILanguageReader
    {
        public string Language => language;

        public FileFacts Read(SourceText source)
        {
            look(language, source);
            return FileFacts.None;
        }
    }
}
