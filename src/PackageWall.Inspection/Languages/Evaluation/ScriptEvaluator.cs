using PackageWall.Inspection.Facts;
using PackageWall.Inspection.Languages.Syntax;

namespace PackageWall.Inspection.Languages.Evaluation;

/// <summary>
/// Reads a syntax tree into facts without running it: folds constants, follows aliases of modules and functions, notes what flows
/// into what, and hands decoded layers back to the reader of their own language.
/// </summary>
public static class ScriptEvaluator
{
    /// <summary>Evaluates one file or layer of <paramref name="language"/> (JavaScript or Python).</summary>
    public static FileFacts Evaluate(string language, SyntaxTree tree, SourceText source)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(source);
        return Guarded(() =>
        {
            // What can have no effect is not evaluated. Layers are: somebody went to the trouble of hiding them.
            var outline = Outlines.OutlineWalk.Of(language, tree, source, Vocabulary.Default);
            return outline.Because is null && source.Depth == 0 ? outline.Facts : Whole(language, tree, source, outline);
        });
    }

    /// <summary>Evaluates whatever the outline says: what the outline is measured against.</summary>
    internal static FileFacts EvaluateWhole(string language, SyntaxTree tree, SourceText source) =>
        Guarded(() => Whole(language, tree, source, Outlines.OutlineWalk.Of(language, tree, source, Vocabulary.Default)));

    private static FileFacts Whole(string language, SyntaxTree tree, SourceText source, Outlines.Outline outline)
    {
        var evaluation = new Evaluation(language, tree, source, Vocabulary.Default, source.Depth > 0 ? null : outline);
        var facts = evaluation.Run(outline.Facts.Calls) with { ForeignCalls = outline.Facts.ForeignCalls };

        // Layers are read after the evaluation has left the stack, so that layers in layers never add up.
        return Layers.LayerReader.ReadInto(facts, evaluation.Texts, source);
    }

    private static FileFacts Guarded(Func<FileFacts> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or TypeInitializationException or InsufficientExecutionStackException or OperationCanceledException))
        {
            // A mistake of ours must not pass for "nothing found".
            return FileFacts.None with { Unread = [$"evaluation failed: {fault.GetType().Name}: {fault.Message}"] };
        }
    }
}
