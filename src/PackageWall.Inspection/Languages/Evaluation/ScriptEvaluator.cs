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
        try
        {
            var evaluation = new Evaluation(language, tree, source, Vocabulary.Default);
            var facts = evaluation.Run();

            // Layers are read after the evaluation has left the stack, so that layers in layers never add up.
            return Layers.LayerReader.ReadInto(facts, evaluation.Texts, source);
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or InsufficientExecutionStackException))
        {
            // A mistake of ours must not pass for "nothing found".
            return FileFacts.None with { Unread = [$"evaluation failed: {fault.GetType().Name}: {fault.Message}"] };
        }
    }
}
