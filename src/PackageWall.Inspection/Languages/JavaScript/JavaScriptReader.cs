using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Evaluation;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Reads JavaScript, TypeScript and JSX.</summary>
public sealed class JavaScriptReader : ILanguageReader
{
    /// <inheritdoc/>
    public string Language => Languages.Language.JavaScript;

    /// <inheritdoc/>
    public FileFacts Read(SourceText source) =>
        ScriptEvaluator.Evaluate(Language, JavaScriptSyntax.Parse(source.Content.Span, source.File), source);
}
