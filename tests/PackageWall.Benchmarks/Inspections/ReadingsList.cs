using System.CommandLine;
using PackageWall.Inspection;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Signatures;
using PackageWall.Packages;

namespace PackageWall.Benchmarks.Inspections;

/// <summary><c>readings LIST LANGUAGE</c>: all that is read from the files of one language, to see what a change of its reader changes.</summary>
internal static class ReadingsList
{
    public static Command Command()
    {
        Argument<string> list = new("LIST") { Description = "A file with paths of archives, one per line." };
        Argument<string> language = new("LANGUAGE") { Description = "Whose files are listed, dotnet for example." };
        Command command = new("readings", "Facts, references and calls of every file of a language, sorted, to be compared by diff.") { list, language };
        command.SetAction(parsed =>
        {
            foreach (string path in File.ReadAllLines(parsed.GetValue(list)!).Where(line => line.Length > 0))
            {
                Read(path, parsed.GetValue(language)!);
            }
        });
        return command;
    }

    private static void Read(string path, string language)
    {
        InspectionRooms rooms = new() { ReaderOf = asked => asked == language && LanguageReaders.Default.For(asked) is { } reader ? new Teller(reader, Path.GetFileName(path)) : null };
        Ecosystem ecosystem = path.EndsWith(".nupkg", StringComparison.Ordinal) ? Ecosystem.NuGet
            : path.EndsWith(".whl", StringComparison.Ordinal) || path.EndsWith(".tar.gz", StringComparison.Ordinal) ? Ecosystem.PyPi : Ecosystem.Npm;
        new Inspector(SignatureSet.Default, InspectionLimits.Default with { Time = TimeSpan.FromMinutes(5) }, rooms).Inspect(new Artifact(ecosystem, Path.GetFileName(path), File.ReadAllBytes(path)));
    }

    private sealed class Teller(ILanguageReader inner, string archive) : ILanguageReader
    {
        public string Language => inner.Language;

        public FileFacts Read(SourceText source)
        {
            FileFacts read = inner.Read(source);
            IEnumerable<string> lines = read.Facts.Select(fact => $"fact {fact.Name} {fact.Line} {fact.Unit} {fact.Value} {fact.Evidence} <- {string.Join(", ", fact.From.Order(StringComparer.Ordinal))}")
                .Concat(read.References.Select(reference => $"reference {reference}"))
                .Concat(read.Calls.Select(call => $"call {call.Caller} -> {call.Callee}"))
                .Concat(read.Unread.Select(reason => $"unread {reason}"));
            foreach (string line in lines.Select(line => line.ReplaceLineEndings(" ")).Order(StringComparer.Ordinal))
            {
                Console.WriteLine($"{archive} {source.File} {line}");
            }

            return read;
        }
    }
}
