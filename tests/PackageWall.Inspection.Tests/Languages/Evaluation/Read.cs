using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Packages;

namespace PackageWall.Inspection.Tests.Languages.Evaluation;

/// <summary>Reads source with the product's readers, and writes facts as short text.</summary>
internal static class Read
{
    public static FileFacts Python(string text) => As(Language.Python, text, "pkg/x.py");

    public static FileFacts Script(string text) => As(Language.JavaScript, text, "x.js");

    public static FileFacts As(string language, string text, string file, InspectionBudget? budget = null) =>
        As(language, Encoding.UTF8.GetBytes(text), file, budget);

    public static FileFacts As(string language, byte[] content, string file, InspectionBudget? budget = null) =>
        LanguageReaders.Default.For(language)!.Read(new SourceText(Ecosystem.PyPi, file, content, budget ?? new InspectionBudget(InspectionLimits.Default)));

    public static Fact One(this FileFacts facts, string name) =>
        facts.Facts.FirstOrDefault(fact => fact.Name == name) ?? throw new ShouldAssertException($"no {name} among: {Names(facts)}");

    public static IReadOnlyList<Fact> All(this FileFacts facts, string name) => [.. facts.Facts.Where(fact => fact.Name == name)];

    public static bool Has(this FileFacts facts, string name) => facts.Facts.Any(fact => fact.Name == name);

    public static string Names(this FileFacts facts) => string.Join(", ", facts.Facts.Select(fact => fact.Name).Distinct());

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
