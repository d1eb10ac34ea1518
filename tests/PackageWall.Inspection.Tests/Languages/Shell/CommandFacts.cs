using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Packages;

namespace PackageWall.Inspection.Tests.Languages.Shell;

/// <summary>Reads commands and writes their facts as short text.</summary>
internal static class CommandFacts
{
    public static SourceText Source(string text, string file = "x.sh") =>
        new(Ecosystem.Npm, file, Encoding.UTF8.GetBytes(text), new InspectionBudget(InspectionLimits.Default));

    /// <summary>Each fact as <c>name=value</c>, with <c>&lt;from</c> where something flows in.</summary>
    public static string[] Lines(FileFacts facts) =>
        [.. facts.Facts.Select(fact => fact.Name + (fact.Value is null ? "" : "=" + fact.Value) + (fact.From.Count == 0 ? "" : "<" + string.Join(",", fact.From.Order(StringComparer.Ordinal))))];

    public static string[] Names(FileFacts facts) => [.. facts.Facts.Select(fact => fact.Name).Distinct()];

    public static bool HasFlow(this FileFacts facts, string name, string from) => facts.Facts.Any(fact => fact.Name == name && fact.From.Contains(from));

    /// <summary>An inner reader that only says what it was given.</summary>
    public static FileFacts Echo(string language, SourceText source) => new()
    {
        Facts = [new Fact { Name = "inner." + language, File = source.File, Value = Encoding.UTF8.GetString(source.Content.Span), Line = source.FirstLine, Depth = source.Depth }],
    };
}
