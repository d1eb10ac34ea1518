using System.CommandLine;
using PackageWall.Inspection;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Packages;

namespace PackageWall.Benchmarks.Inspections;

/// <summary><c>facts FILE</c>: what is read from one source file, line by line, to see why a rule matched.</summary>
internal static class FileFactsList
{
    public static Command Command()
    {
        Argument<string> file = new("FILE") { Description = "A source file." };
        Command command = new("facts", "The facts that one file gives.") { file };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(file)!;
            byte[] content = File.ReadAllBytes(path);
            string language = LanguageSniffer.Sniff(path, content);
            SourceText source = new(Ecosystem.Npm, Path.GetFileName(path), content, new InspectionBudget(InspectionLimits.Default));
            foreach (Fact fact in LanguageReaders.Default.For(language)?.Read(source).Facts ?? [])
            {
                Console.WriteLine($"{fact.Line}\t{fact.Unit}\t{fact.Name}\t{fact.Value}\t<- {string.Join(", ", fact.From)}");
            }
        });
        return command;
    }
}
