using System.Text;
using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages;
using PackageWall.Inspection.Languages.DotNet;
using PackageWall.Packages;

namespace PackageWall.Inspection.Tests.Languages;

/// <summary>Stands for the readers of other languages: notes what it is given as a fact of its own.</summary>
internal static class FakeReaders
{
    public static ILiteralVocabulary Vocabulary { get; } = new Words();

    public static ReadAs ReadAs { get; } = (language, source) => new FileFacts
    {
        Facts = [new Fact { Name = $"read-as.{language}", File = source.File, Line = source.FirstLine, Unit = source.Unit, Value = Encoding.UTF8.GetString(source.Content.Span) }],
    };

    /// <summary>Gives C# text to the real reader, everything else to the fake one.</summary>
    public static ReadAs ReadCode { get; } = (language, source) => language == Language.CSharp
        ? new Inspection.Languages.CSharp.CSharpReader(ReadAs, Vocabulary).Read(source)
        : ReadAs(language, source);

    public static SourceText Source(string file, string text, Ecosystem ecosystem = Ecosystem.NuGet) => Source(file, Encoding.UTF8.GetBytes(text), ecosystem);

    public static SourceText Source(string file, byte[] content, Ecosystem ecosystem = Ecosystem.NuGet) =>
        new(ecosystem, file, content, new InspectionBudget(InspectionLimits.Default));

    public static string[] Lines(this FileFacts facts) => [.. facts.Facts.Select(fact => $"{fact.Name} {fact.Value}")];

    public static string[] Names(this FileFacts facts) => [.. facts.Facts.Select(fact => fact.Name)];

    private sealed class Words : ILiteralVocabulary
    {
        public string? Place(string literal) => literal.Contains(".ssh/id_", StringComparison.Ordinal) ? "read.secret.ssh" : literal.Contains(".aws", StringComparison.Ordinal) ? "read.secret.cloud" : null;

        public string? Host(string literal) => literal.Contains("drop.invalid", StringComparison.Ordinal) ? "network.drop" : null;

        public string? Secret(string name) => name.Contains("mnemonic", StringComparison.OrdinalIgnoreCase) ? "read.parameter.secret" : null;

        public bool IsSecretVariable(string name) => name.EndsWith("_TOKEN", StringComparison.Ordinal);
    }
}
