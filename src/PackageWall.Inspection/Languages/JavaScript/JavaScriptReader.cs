using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Evaluation;

namespace PackageWall.Inspection.Languages.JavaScript;

/// <summary>Reads JavaScript, TypeScript and JSX.</summary>
public sealed class JavaScriptReader : ILanguageReader
{
    /// <inheritdoc/>
    public string Language => Languages.Language.JavaScript;

    /// <inheritdoc/>
    public FileFacts Read(SourceText source)
    {
        // Bundlers take pictures by import. An engine that is given one stops at its first byte.
        if (source.Depth == 0 && JsNoProgram.IsPicture(source.Content.Span))
        {
            return FileFacts.None;
        }

        var tree = JavaScriptSyntax.Parse(source.Content.Span, source.File);
        if (source.Depth == 0 && tree.Unread.Count > 0 && tree.Unread.Any(JsParser.IsNotUnderstood) && JsNoProgram.IsCertain(tree.Text))
        {
            // What it says is read all the same; that it was not understood to its end is no doubt, as nobody else understands it.
            tree = tree with { Unread = [.. tree.Unread.Where(reason => !JsParser.IsNotUnderstood(reason))] };
        }

        return ScriptEvaluator.Evaluate(Language, tree, source);
    }
}
